"""What the figures' pages keep: a council's own targets, the office's map, numbers of people, targets of measures."""

from council.indicators.models.map import MapOutlines, MapPlaces, MapShown, MapTarget, UnitPeople
from council.indicators.models.targets import OwnTarget, OwnTargetSet

__all__ = ["MapOutlines", "MapPlaces", "MapShown", "MapTarget", "OwnTarget", "OwnTargetSet", "UnitPeople"]
