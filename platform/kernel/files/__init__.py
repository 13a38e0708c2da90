"""Uploads: taken in a stream, judged by their content, kept once under their hash in the place's own folder."""
