"""The pages of people: the public directory of delegates, and the council's own list with mandates and posts."""
