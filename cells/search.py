"""Full text of Vietnamese: the configuration `vietnamese` of the database, and what rests on it.

Words are compared without diacritics and capitals (extension unaccent), as PostgreSQL splits them:
a Vietnamese word of two syllables is two words to it, and their nearness raises the rank.
"""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector

CONFIG = "vietnamese"
EXACT = "simple"
"""The configuration that keeps diacritics."""


def vector(*fields: str, config: str = CONFIG) -> SearchVector:
    """The words of the fields. An index serves a search only for the same fields in this order."""
    return SearchVector(*fields, config=config)


def text_index(*fields: str, name: str) -> GinIndex:
    """The index of the words of the fields of a model."""
    return GinIndex(vector(*fields), name=name)
