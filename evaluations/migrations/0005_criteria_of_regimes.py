"""Gives the regimes that stood before criteria theirs, where no round rests on them.

What a round was opened under stays as it was; an administrator copies it to a new version.
"""

from django.db import migrations
from django.db.models import Exists, OuterRef

from evaluations import seeds


def fill(apps, _):
    model = apps.get_model
    regimes, norms = model("evaluations", "RatingRegime"), model("evaluations", "LevelNorm")
    criteria, rounds = model("evaluations", "RatingCriterion"), model("evaluations", "Round")
    used = Exists(rounds.objects.filter(regime=OuterRef("pk")))
    noted = {one["code"]: one["notes"] for one in seeds.REGIMES}
    for regime in regimes.objects.filter(~used, code__in=seeds.GRADED):
        criteria.objects.bulk_create(
            criteria(regime=regime, **one) for one in seeds.criteria_of(regime.code)
        )
        for norm in seeds.norms_of(regime.code):
            asked = {name: value for name, value in norm.items() if name.endswith("_grade")}
            if asked:
                norms.objects.filter(regime=regime, level=norm["level"]).update(**asked)
        about = {name: noted[regime.code][name] for name in ("criteria", "grades")}
        regime.notes = about | regime.notes
        regime.save(update_fields=["notes"])


class Migration(migrations.Migration):
    dependencies = [("evaluations", "0004_criteria")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop, elidable=True)]
