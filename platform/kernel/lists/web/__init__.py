"""The pages of saved filters."""
