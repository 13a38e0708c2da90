"""The operators' pages for keys: given to agencies, shown once, taken back with a reason."""
