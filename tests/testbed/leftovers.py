"""What a file of tests left behind for the others: one database serves all tests of a worker.

Counted are the tables from which everything else hangs, where the councils stand that all tests share and in the
operators' place. Ledgers that only grow and councils' roots of their own are no leftovers.
"""

from tenancy.postgres import ground

PUBLIC = ("accounts_account", "console_onboarding", "gateway_apikey", "tenancy_council")
OF_A_COUNCIL = (
    "accounts_account",
    "council_documents_document",
    "council_people_person",
    "council_portal_portaltext",
    "council_sessions_councilsession",
    "gateway_apikey",
)
COUNTED = """select '{schema}.{table}', count(*) from "{schema}"."{table}\""""


_stood: dict[str, int] = {}


def take_stock() -> None:
    """Remember what stands now: the councils of the whole run and nothing in them."""
    _stood.update(_counted())


def left_behind() -> dict[str, int]:
    """Return the tables with more or fewer rows than at the last look, each with how many; nothing before a stock.

    Who left them is told once: the next look compares with what stands now.
    """
    before, now = dict(_stood), _counted() if _stood else {}
    _stood.update(now)
    return {table: rows - before.get(table, 0) for table, rows in now.items() if rows != before.get(table, 0)}


def _counted() -> dict[str, int]:
    tables = [("public", table) for table in PUBLIC]
    councils = ground.rows("select schema_name from public.tenancy_council")
    tables += [(schema, table) for (schema,) in councils for table in OF_A_COUNCIL]
    return dict(ground.rows(" union all ".join(COUNTED.format(schema=schema, table=table) for schema, table in tables)))
