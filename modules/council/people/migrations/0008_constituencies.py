import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

import kernel.keys
import kernel.place


class Migration(migrations.Migration):
    """Constituencies become rows; the column of words stays for the release before, which goes on writing it."""

    dependencies = [
        ("council_people", "0007_way_of_acting"),
    ]

    operations = [
        migrations.CreateModel(
            name="Constituency",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        db_default=kernel.keys.UuidV7(),
                        default=kernel.keys.new_key,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(auto_now_add=True, db_default=django.db.models.functions.datetime.Now()),
                ),
                (
                    "origin",
                    models.CharField(db_default="", default=kernel.place.current_key, editable=False, max_length=40),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="Số")),
                ("name", models.CharField(max_length=160, verbose_name="Tên")),
                (
                    "area",
                    models.CharField(blank=True, db_default="", default="", max_length=300, verbose_name="Địa bàn"),
                ),
                (
                    "seats",
                    models.PositiveSmallIntegerField(db_default=0, default=0, verbose_name="Số đại biểu được bầu"),
                ),
                (
                    "term",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="constituencies",
                        to="council_people.termofoffice",
                    ),
                ),
            ],
        ),
        migrations.SeparateDatabaseAndState(
            state_operations=[migrations.RemoveField(model_name="mandate", name="constituency")],
        ),
        migrations.AddField(
            model_name="mandate",
            name="constituency",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="mandates",
                to="council_people.constituency",
            ),
        ),
        migrations.AddConstraint(
            model_name="constituency",
            constraint=models.UniqueConstraint(
                fields=("term", "number"),
                name="people_constituency_number_once",
                violation_error_message="Đơn vị bầu cử số này đã có trong nhiệm kỳ.",
            ),
        ),
        migrations.AddConstraint(
            model_name="constituency",
            constraint=models.UniqueConstraint(
                fields=("term", "name"),
                name="people_constituency_name_once",
                violation_error_message="Tên đơn vị bầu cử này đã có trong nhiệm kỳ.",
            ),
        ),
    ]
