"""Comparing every council with the template, and taking one back whose schema was made anew."""

from tenancy import dress, template
from tenancy.fleet.walking import Progress, silent
from tenancy.models import Council
from tenancy.postgres import ground
from tenancy.postgres.fingerprint import difference
from tenancy.postgres.standing import WORKING_ROLE, council_role, quoted


def check(councils: list[Council], progress: Progress = silent) -> dict[str, list[str]]:
    """Return the differences from the template of each council that has any, by key; a lost schema is one."""
    found = {}
    for number, council in enumerate(councils, 1):
        differences = _differences(council)
        if differences:
            found[council.key] = differences
        progress(number, len(councils), council.name)
    return found


def adopt(council: Council) -> Council:
    """Make the schema of the council's name its own again, after a restore or a move.

    Rewrites its identity, by which triggers know it, and gives it the council's role with the present rights; what
    it holds is counted anew.

    :raises LookupError: there is no schema of the council's name.
    """
    oid = ground.schema_oid(council.schema_name)
    if oid is None:
        raise LookupError(council.schema_name)
    role = council_role(ground.database_name(), council.key)
    with ground.owner_transaction():
        template.make_role(role)
        ground.execute(f"grant {quoted(role)} to hdnd_app with inherit false, set true, admin false")
        Council.objects.using(ground.OWNER).filter(pk=council.pk).update(schema_oid=oid)
        ground.execute(dress.council_dress(council.schema_name, role))
    council.schema_oid = oid
    return council


def _differences(council: Council) -> list[str]:
    role = council_role(ground.database_name(), council.key)
    oid = ground.schema_oid(council.schema_name)
    if oid is None:
        return [f"the schema {council.schema_name} is lost"]
    strange = [] if oid == council.schema_oid else ["the schema is not the council's own: adopt it"]
    if ground.value("select has_schema_privilege(%s, %s::oid, 'usage')", [WORKING_ROLE, oid]) != council.is_open:
        strange.append("the sign of being at work does not fit the council's status: adopt it")
    return strange + difference(council.schema_name, role, template.SCHEMA, template.role())
