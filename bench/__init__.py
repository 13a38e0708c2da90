"""Speed, measured: each bench compares ours with the plain way in one run, and tells the ratio.

``dev bench`` runs all on servers of its own and writes docs/bench.md; ``dev bench provisioning`` runs one.
Times depend on the machine, ratios hardly: only ratios have bounds, and a broken bound fails the run.
"""
