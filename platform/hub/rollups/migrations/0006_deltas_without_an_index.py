"""Deltas have no index at all: its key was looked for by the folder alone, which finds them by their place as well.

Each writer paid for it. A row that replicates is known by the whole of itself then.
"""

from django.db import migrations

WITHOUT = """
alter table rollups_delta drop constraint rollups_delta_pkey;
alter table rollups_delta replica identity full;
"""
WITH = """
alter table rollups_delta replica identity default;
alter table rollups_delta add constraint rollups_delta_pkey primary key (id);
"""


class Migration(migrations.Migration):
    dependencies = [("rollups", "0005_deltas_by_their_key_alone")]

    operations = [migrations.RunSQL(WITHOUT, WITH)]
