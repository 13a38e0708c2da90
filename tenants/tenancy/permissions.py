"""Who may change a council's life on the platform: the operators, and the product itself for the last step."""

from enum import StrEnum

from kernel.access import KernelRole, grants


class Can(StrEnum):
    """What can be done to a council as a whole."""

    ACTIVATE = "tenancy.activate"
    SUSPEND = "tenancy.suspend"
    RESUME = "tenancy.resume"


GRANTS = grants(Can, {KernelRole.OPERATOR: set(Can), KernelRole.SYSTEM: set(Can)})
