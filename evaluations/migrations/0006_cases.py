"""Names the cases that lead to the lowest level, for regimes that no round rests on."""

from django.db import migrations
from django.db.models import Exists, OuterRef

import cells.fields
from evaluations import seeds

GATES = ("member_gates", "cell_gates")


def fill(apps, _):
    model = apps.get_model
    regimes, norms = model("evaluations", "RatingRegime"), model("evaluations", "LevelNorm")
    rounds = model("evaluations", "Round")
    used = Exists(rounds.objects.filter(regime=OuterRef("pk")))
    for values in seeds.REGIMES:
        regime = regimes.objects.filter(~used, code=values["code"]).first()
        if regime is None:
            continue
        for norm in seeds.norms_of(regime.code):
            cases = {name: norm[name] for name in GATES if norm.get(name)}
            if norm["level"] == "not_completed" and cases:
                norms.objects.filter(
                    regime=regime, level=norm["level"], member_gates="", cell_gates=""
                ).update(**cases)
        regime.notes = {"cases": values["notes"]["cases"]} | regime.notes
        regime.save(update_fields=["notes"])


class Migration(migrations.Migration):
    dependencies = [
        ("evaluations", "0005_criteria_of_regimes"),
    ]

    operations = [
        migrations.AlterField(
            model_name="levelnorm",
            name="cell_gates",
            field=cells.fields.ProseField(
                blank=True,
                help_text="Mỗi dòng một điều. Ở mức không hoàn thành: mỗi dòng một trường hợp phải xếp mức này, có một là đủ.",
                max_length=2000,
                verbose_name="điều kiện đối với chi bộ",
            ),
        ),
        migrations.AlterField(
            model_name="levelnorm",
            name="member_gates",
            field=cells.fields.ProseField(
                blank=True,
                help_text="Mỗi dòng một điều. Ở mức không hoàn thành: mỗi dòng một trường hợp phải xếp mức này, có một là đủ.",
                max_length=2000,
                verbose_name="điều kiện đối với đảng viên",
            ),
        ),
        migrations.AlterField(
            model_name="levelnormevent",
            name="cell_gates",
            field=cells.fields.ProseField(
                blank=True,
                help_text="Mỗi dòng một điều. Ở mức không hoàn thành: mỗi dòng một trường hợp phải xếp mức này, có một là đủ.",
                max_length=2000,
                verbose_name="điều kiện đối với chi bộ",
            ),
        ),
        migrations.AlterField(
            model_name="levelnormevent",
            name="member_gates",
            field=cells.fields.ProseField(
                blank=True,
                help_text="Mỗi dòng một điều. Ở mức không hoàn thành: mỗi dòng một trường hợp phải xếp mức này, có một là đủ.",
                max_length=2000,
                verbose_name="điều kiện đối với đảng viên",
            ),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
    ]
