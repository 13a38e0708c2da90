"""Makers of test data, without surprises."""
