"""Text search that hears no diacritics. Words of ASCII letters have none: they stay `simple`."""

from django.db import migrations

FORWARD = """
    CREATE TEXT SEARCH CONFIGURATION vietnamese (COPY = pg_catalog.simple);
    ALTER TEXT SEARCH CONFIGURATION vietnamese
        ALTER MAPPING FOR word, hword, hword_part WITH unaccent, simple;
"""
BACK = "DROP TEXT SEARCH CONFIGURATION vietnamese;"


class Migration(migrations.Migration):
    dependencies = [("cells", "0002_answer_days")]

    operations = [migrations.RunSQL(FORWARD, BACK)]
