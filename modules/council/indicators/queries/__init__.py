"""Reading the figures of a province and its communes."""
