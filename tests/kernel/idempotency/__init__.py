"""What is asked twice is done once."""
