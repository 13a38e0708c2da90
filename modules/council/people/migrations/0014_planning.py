from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("council_people", "0013_former_units"),
    ]

    operations = [
        migrations.AddField(
            model_name="sensitiveprofile",
            name="planning",
            field=models.CharField(
                blank=True, db_default="", default="", max_length=300, verbose_name="Quy hoạch chức danh"
            ),
        ),
    ]
