"""The pages of official documents: the list, one document with its way to the public, the text of a draft."""
