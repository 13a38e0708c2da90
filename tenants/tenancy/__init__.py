"""The councils as tenants: who they are, where their data stands, and the walls between them."""
