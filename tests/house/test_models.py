"""Every table of ours says who may do what with it, what is personal and how long it is kept."""

import inspect
from typing import Any

import pytest
from django.apps import apps
from django.db import models

from kernel.keeping import Keeping, Rights, keeping_of
from tests.house.source import ROOT

pytestmark = pytest.mark.unit

# Tables that no form of a person writes to: their constraints speak to programmers only.
CONTROL_PLANE = {"tenancy", "rollups"}
NAMED_BY_DJANGO = {"last_login", "expire_date"}
TIME_NAMES = ("_at", "_until")


def tables() -> list[Any]:
    """Return the models that have a table of their own (Django's list of types is dressed by hand)."""
    models_with_tables = (model for model in apps.get_models(include_auto_created=True) if model._meta.managed)
    return [model for model in models_with_tables if model._meta.app_label != "contenttypes"]


def our_tables() -> list[Any]:
    """Return those of them that we wrote."""
    return [model for model in tables() if _is_ours(model)]


def _is_ours(model: Any) -> bool:
    return inspect.getfile(model).startswith(str(ROOT)) and "site-packages" not in inspect.getfile(model)


def faults_of(model: Any) -> list[str]:
    """Return what a model of ours leaves open or does against the guide."""
    faults = []
    own = model._meta
    if own.ordering:
        faults.append("an implicit ordering")
    if "save" in model.__dict__ or "delete" in model.__dict__:
        faults.append("save() or delete() of its own")
    if any(field.db_index and not field.unique and isinstance(field, models.CharField) for field in own.local_fields):
        faults.append("db_index on a CharField")
    if own.app_label not in CONTROL_PLANE:
        faults += [f"constraint {rule.name} without a message" for rule in own.constraints if _is_silent(rule)]
    faults += [f"{field.name} is no name of an instant" for field in own.local_fields if _is_misnamed(field)]
    return faults


def keeping_faults(keeping: Keeping | None, field_names: set[str]) -> list[str]:
    """Return what is missing in a declaration."""
    if keeping is None:
        return ["declares nothing"]
    faults = [f"personal field {name} is no field" for name in keeping.personal if name not in field_names]
    if not keeping.kept and keeping.rights is not Rights.NONE:
        faults.append("does not say how long it is kept")
    return faults


def _is_silent(rule: Any) -> bool:
    return rule.violation_error_message in (None, rule.default_violation_error_message)


def _is_misnamed(field: Any) -> bool:
    if not isinstance(field, models.DateTimeField) or field.name in NAMED_BY_DJANGO:
        return False
    return field.name not in {"at", "since"} and not field.name.endswith(TIME_NAMES)


def declared(model: Any) -> Keeping | None:
    """Return what a model declares; a table between two models follows the one that declares it."""
    return keeping_of(model._meta.auto_created or model)


def named(model: Any) -> str:
    return str(model._meta.label)


def field_names(model: Any) -> set[str]:
    model = model._meta.auto_created or model
    return {name for field in model._meta.get_fields() for name in (field.name, getattr(field, "attname", field.name))}


def test_every_table_declares_its_keeping():
    found = {named(model): keeping_faults(declared(model), field_names(model)) for model in tables()}

    assert {name: faults for name, faults in found.items() if faults} == {}


def test_our_models_follow_the_guide():
    found = {named(model): faults_of(model) for model in our_tables()}

    assert {name: faults for name, faults in found.items() if faults} == {}


def test_there_are_tables_to_look_at():
    assert len(our_tables()) > 10


def test_the_checker_sees_a_silent_declaration():
    assert keeping_faults(None, set()) == ["declares nothing"]
    assert keeping_faults(Keeping(Rights.EDIT, personal=("phone",)), {"name"}) == [
        "personal field phone is no field",
        "does not say how long it is kept",
    ]
    assert keeping_faults(Keeping(Rights.EDIT, personal=("name",), kept="permanent"), {"name"}) == []


class Bad(models.Model):
    """A sample with every fault; it is in no app and never gets a table."""

    name = models.CharField(max_length=10, db_index=True)
    started = models.DateTimeField()

    class Meta:
        app_label = "house_sample"
        ordering = ["name"]
        managed = False
        constraints = [models.CheckConstraint(condition=~models.Q(name=""), name="house_bad")]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Do what no model of ours may do."""


def test_the_checker_sees_each_fault():
    assert faults_of(Bad) == [
        "an implicit ordering",
        "save() or delete() of its own",
        "db_index on a CharField",
        "constraint house_bad without a message",
        "started is no name of an instant",
    ]
