"""Invented people and bodies for demonstration."""

from council.people.demo.people import ACTOR, COMMUNE, NINH_BINH, Invented, Mix, invent, settle

__all__ = ["ACTOR", "COMMUNE", "NINH_BINH", "Invented", "Mix", "invent", "settle"]
