"""A role held by an authorisation takes the way of acting as its scope. Run again it changes nothing."""

from typing import Any

from django.db import migrations


def narrow(apps: Any, schema_editor: Any) -> None:
    """Write the way of each authorisation to the roles that are held by it."""
    alias = schema_editor.connection.alias
    holdings = apps.get_model("access", "HoldingRow").objects.using(alias)
    for one in apps.get_model("council_people", "Authorisation").objects.using(alias).iterator(chunk_size=500):
        holdings.filter(source=f"authorisation:{one.pk}").update(scope=one.acting_as, scope_id=None)


class Migration(migrations.Migration):
    dependencies = [
        ("council_people", "0006_bodies"),
        ("access", "0003_on_behalf_of"),
    ]

    operations = [migrations.RunPython(narrow, migrations.RunPython.noop, elidable=True)]
