"""The council's public home, the home of its people's work, and the province's view of its communes."""
