from django.db import migrations, models


class Migration(migrations.Migration):
    """A constituency of a merged council says of which unit it was before."""

    dependencies = [
        ("council_people", "0012_lists_of_bodies_and_staff"),
    ]

    operations = [
        migrations.AddField(
            model_name="constituency",
            name="former_unit",
            field=models.CharField(
                blank=True, db_default="", default="", max_length=120, verbose_name="Đơn vị trước sắp xếp"
            ),
        ),
    ]
