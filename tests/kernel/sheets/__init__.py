"""Lists in Excel."""
