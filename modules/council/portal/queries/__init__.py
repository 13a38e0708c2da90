"""Reading across the modules: the public home, its news, texts and search, somebody's work."""
