from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("council_people", "0015_programmes_of_teams"),
    ]

    operations = [
        migrations.AddField(
            model_name="constituency",
            name="version",
            field=models.PositiveIntegerField(db_default=1, default=1, editable=False),
        ),
    ]
