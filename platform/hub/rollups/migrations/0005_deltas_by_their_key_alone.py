"""What waits to be folded is little and read from end to end: an index of it would only burden the writers."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("rollups", "0004_read_from_the_index")]

    operations = [migrations.RemoveIndex("delta", "delta_by_council")]
