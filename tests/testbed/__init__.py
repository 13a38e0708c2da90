"""What tests stand on: a database raised once per run, councils from the pool, threads that meet."""
