"""Who may do what on the platform: the operators, and the product's own workers."""

from enum import StrEnum

from kernel.access import KernelRole, grants


class Can(StrEnum):
    """What can be done in the console."""

    SEE = "console.see"
    ONBOARD = "console.onboard"
    WORK_OFF = "console.work_off"
    INVITE_ADMINISTRATOR = "console.invite_administrator"
    SEE_NATION = "console.see_nation"
    LET_READER_IN = "console.let_reader_in"


GRANTS = grants(
    Can,
    {
        KernelRole.OPERATOR: {Can.SEE, Can.ONBOARD, Can.INVITE_ADMINISTRATOR, Can.SEE_NATION, Can.LET_READER_IN},
        KernelRole.READER: {Can.SEE_NATION},
        KernelRole.SYSTEM: set(Can),
    },
)
