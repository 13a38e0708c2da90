"""The council's public home and the home of its people's work."""
