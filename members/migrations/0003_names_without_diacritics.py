"""Fills the folded name of members that stood before the column."""

from django.db import migrations

from cells.text import fold

AT_ONCE = 2000


def fill(apps, _):
    member = apps.get_model("members", "Member")
    rows = []
    for row in member.objects.filter(name_key="").only("pk", "full_name").iterator(AT_ONCE):
        row.name_key = fold(row.full_name)
        rows.append(row)
        if len(rows) == AT_ONCE:
            member.objects.bulk_update(rows, ["name_key"])
            rows = []
    member.objects.bulk_update(rows, ["name_key"])


class Migration(migrations.Migration):
    dependencies = [("members", "0002_acts")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop, elidable=True)]
