"""Reading across the modules: the public home, what waits for somebody, the province."""
