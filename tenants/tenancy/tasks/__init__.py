"""Background work in the right place: task classes that fail closed, and the workers' own chores."""

from tenancy.tasks.classes import CouncilTask, HubTask, TaskRefused
from tenancy.tasks.fan_out import for_each_council

__all__ = ["CouncilTask", "HubTask", "TaskRefused", "for_each_council"]
