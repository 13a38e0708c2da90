"""Uploads, honest and hostile."""
