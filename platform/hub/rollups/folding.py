"""Folding: moves the appended deltas into the figures, one folder at a time.

One statement deletes the deltas and adds them up, so every snapshot sees each count exactly once, in
one table or the other. Being late costs readers time, never truth. Deltas have no index: they are taken by their place.
"""

from django.db import connections, transaction

LOCK = "hub.rollups.fold"
FOLD = """
with taken as (
  delete from public.rollups_delta
  where ctid = any(array(select ctid from public.rollups_delta limit %s for update skip locked))
  returning council_key, measure, d1, d2, d3, day, n
), summed as (
  select council_key, measure, d1, d2, d3, day, sum(n) as n from taken
  group by council_key, measure, d1, d2, d3, day
  order by measure, council_key, d1, day, d2, d3
), moved as (
  insert into public.rollups_figure (council_key, measure, d1, d2, d3, day, n)
  select council_key, measure, d1, d2, d3, day, n from summed
  on conflict (council_key, measure, d1, d2, d3, day) do update set n = rollups_figure.n + excluded.n
)
select count(*) from taken
"""
SWEEP = "delete from public.rollups_figure where n = 0"


def fold(*, limit: int = 10_000, using: str = "default") -> int:
    """Fold at most ``limit`` deltas and return how many; 0 also when another folder is at work."""
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        cursor.execute("select pg_try_advisory_xact_lock(hashtext(%s))", [LOCK])
        if not cursor.fetchone()[0]:
            return 0
        cursor.execute(FOLD, [limit])
        folded: int = cursor.fetchone()[0]
        if folded:
            cursor.execute(SWEEP)
        return folded


def keep_folder_out(using: str) -> None:
    """Wait until nobody folds, and let nobody until the end of the transaction."""
    with connections[using].cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtext(%s))", [LOCK])


def fold_all(*, limit: int = 10_000, using: str = "default") -> int:
    """Fold until less than ``limit`` was there, each batch in a transaction of its own; return the total."""
    total = 0
    while folded := fold(limit=limit, using=using):
        total += folded
        if folded < limit:
            break
    return total
