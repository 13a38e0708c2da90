"""The People's Council: what its people owe, decide and publish, module by module."""
