"""不予处罚: what the party brought to prove that it was not at fault."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="exemption",
            name="evidence_record",
            field=models.TextField(blank=True, default="", verbose_name="证据记录"),
        ),
    ]
