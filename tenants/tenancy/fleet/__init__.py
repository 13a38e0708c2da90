"""All councils at once: bring them up to date, compare them, take one back after a restore."""
