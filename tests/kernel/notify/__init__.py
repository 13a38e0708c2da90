"""Notices and the mail that carries them."""
