"""The pages of signing in and of one's own account, the same in each council and for operators."""
