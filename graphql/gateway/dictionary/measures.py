"""Entries of the figures and of the codes by which they are told: read from their declarations."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.utils.translation import gettext as _

from gateway.dictionary.entries import Entry, Part
from gateway.dictionary.words import COUNTED, DIMENSIONS, KEPT, ground_of
from gateway.models import Endpoint
from gateway.schemas import schema_of
from hub.rollups import Measure, declared
from hub.rollups.models import Figure

EMPTY = '""'


def measures() -> Iterator[Entry]:
    """Yield an entry for each measure, under the record that it counts."""
    in_api = _in_api()
    for measure in sorted(declared(), key=lambda one: (str(COUNTED[one.model]), one.name)):
        name = measure.name.upper()
        yield Entry(
            part=Part.MEASURE,
            group=str(COUNTED[measure.model]),
            name=str(measure.label),
            code=f"MeasureName.{name}" if name in in_api else measure.name,
            meaning=_meaning(measure),
            english=measure.name.replace("_", " "),
            unit=str(measure.unit),
            source=str(COUNTED[measure.model]),
            ground=ground_of(tuple(rule.strip() for rule in measure.source_rule.split(","))),
            readers=_readers(measure, is_in_api=name in in_api),
            kept=str(KEPT[Figure.keeping.kept]),
            is_open=measure.served,
        )


def codes() -> Iterator[Entry]:
    """Yield an entry for each value by which a measure may be told, under its record and dimension."""
    known = dict.fromkeys((one.model, name) for one in declared() if one.served for name in one.told)
    for model, name in sorted(known):
        group = _("%(source)s, theo: %(dimension)s") % {"source": COUNTED[model], "dimension": DIMENSIONS[name]}
        for value, label in apps.get_model(model)._meta.get_field(name).flatchoices:  # type: ignore[union-attr]
            english = str(value).replace("_", " ") or "empty"
            yield Entry(Part.CODE, group, str(label), f"{name}: {value or EMPTY}", str(label), english)


def _in_api() -> frozenset[str]:
    """Return the names of the measures that the API has."""
    kind: Any = schema_of(Endpoint.PROVINCE).type_map.get("MeasureName")
    return frozenset(kind.values if kind else ())


def _meaning(measure: Measure) -> str:
    sentence = str(measure.description) or f"{measure.label}."
    if not measure.told:
        return sentence
    listed = ", ".join(str(DIMENSIONS[name]).lower() for name in measure.told)
    return _("%(sentence)s Chia được theo: %(listed)s.") % {"sentence": sentence, "listed": listed}


def _readers(measure: Measure, *, is_in_api: bool) -> str:
    if not measure.served:
        return _("Chỉ người trong Hội đồng")
    words = [_("Hội đồng, tỉnh quản lý, trung ương")]
    if is_in_api:
        words.append(_("máy có khoá phạm vi “Số liệu tổng hợp”"))
    if measure.suppress_below:
        words.append(_("số dưới %(number)d không nêu ra ngoài Hội đồng") % {"number": measure.suppress_below})
    return "; ".join(words)
