"""Rules about the code itself. Each checker takes source text or paths and is proven red on a bad sample."""
