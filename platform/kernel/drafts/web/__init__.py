"""The doors by which a page keeps and drops what is typed on it."""
