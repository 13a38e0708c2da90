import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

import kernel.keys
import kernel.place


class Migration(migrations.Migration):
    dependencies = [
        ("council_people", "0014_planning"),
        ("files", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="TeamProgramme",
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
                ("version", models.PositiveIntegerField(db_default=1, default=1, editable=False)),
                ("year", models.PositiveSmallIntegerField(verbose_name="Năm")),
                (
                    "kind",
                    models.CharField(
                        choices=[("work", "Chương trình công tác năm"), ("supervision", "Chương trình giám sát")],
                        max_length=12,
                        verbose_name="Loại",
                    ),
                ),
                ("title", models.CharField(max_length=300, verbose_name="Tên chương trình")),
                (
                    "state",
                    models.CharField(
                        choices=[("recorded", "Đã ghi nhận"), ("withdrawn", "Đã rút")],
                        db_default="recorded",
                        default="recorded",
                        max_length=10,
                    ),
                ),
                ("recorded_by", models.UUIDField(blank=True, null=True)),
                ("recorded_name", models.CharField(max_length=120)),
                ("corrected_at", models.DateTimeField(blank=True, null=True)),
                ("corrected_name", models.CharField(blank=True, db_default="", default="", max_length=120)),
                ("removed_at", models.DateTimeField(blank=True, null=True)),
                ("removed_by", models.UUIDField(blank=True, null=True)),
                (
                    "removed_reason",
                    models.CharField(blank=True, db_default="", default="", max_length=500, verbose_name="Lý do rút"),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="files.storedfile"
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="programmes", to="council_people.team"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "recorded")),
                        fields=("team", "year", "kind", "title"),
                        name="people_programme_once",
                        violation_error_message="Chương trình này đã ghi.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("year__range", (1989, 2100))),
                        name="people_programme_year_plausible",
                        violation_error_message="Năm không hợp lệ.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("removed_at__isnull", True), ("state", "recorded")),
                            models.Q(
                                ("removed_at__isnull", False),
                                ("state", "withdrawn"),
                                models.Q(("removed_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="people_programme_withdrawn_with_reason",
                        violation_error_message="Rút chương trình phải có lý do.",
                    ),
                ],
            },
        ),
    ]
