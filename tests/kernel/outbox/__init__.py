"""Facts and their consequences, exactly once."""
