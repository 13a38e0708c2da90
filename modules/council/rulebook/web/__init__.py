"""The pages of the rulebook: every parameter with its national and its own value, and the local days."""
