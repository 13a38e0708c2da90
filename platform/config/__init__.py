"""The wiring: settings, addresses, the three servers. It imports everything and is imported by nothing."""
