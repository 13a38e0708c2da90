"""A third dimension, changes as large as sums may be, who counts what since when, what the last recounts said."""

from django.db import migrations, models

RESULTS = [("exact", "Khớp"), ("differs", "Lệch"), ("mended", "Lệch, đã sửa")]
CELL = ("council_key", "measure", "d1", "d2", "d3", "day")


class Migration(migrations.Migration):
    dependencies = [("rollups", "0001_initial")]

    operations = [
        migrations.AddField("delta", "d3", models.TextField(db_default="", default="")),
        migrations.AddField("figure", "d3", models.TextField(db_default="", default="")),
        migrations.AlterField("delta", "n", models.BigIntegerField()),
        migrations.RemoveConstraint("figure", "figure_cell_once"),
        migrations.AddConstraint("figure", models.UniqueConstraint(fields=CELL, name="figure_cell_once")),
        migrations.CreateModel(
            name="Counting",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("space", models.BigIntegerField()),
                ("measure", models.CharField(max_length=40)),
                ("digest", models.CharField(max_length=16)),
                ("since", models.DateTimeField()),
            ],
            options={"constraints": [models.UniqueConstraint(fields=("space", "measure"), name="counting_once")]},
        ),
        migrations.CreateModel(
            name="Recounted",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("council_key", models.CharField(max_length=24)),
                ("at", models.DateTimeField()),
                ("result", models.CharField(choices=RESULTS, max_length=16)),
            ],
            options={"constraints": [models.UniqueConstraint(fields=("council_key",), name="recounted_once")]},
        ),
    ]
