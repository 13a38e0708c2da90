"""What people do with accounts, from the first letter to the closing."""

from kernel.accounts.actions.accounts import change_password, close_account, lock_account, unlock_account
from kernel.accounts.actions.identities import (
    NobodyOfThisIdentity,
    NotLinked,
    UndoReasonMissing,
    allow_identity,
    sign_in_by_identity,
    unlink_identity,
    unlink_identity_of,
)
from kernel.accounts.actions.invitations import (
    InvitationUsed,
    Invitee,
    Issued,
    NameTaken,
    NothingSent,
    RoleToHold,
    WeakPassword,
    accept_invitation,
    correct_invitee,
    invite,
    invite_again,
    withdraw_invitation,
)
from kernel.accounts.actions.passkeys import begin_registration as begin_passkey_registration
from kernel.accounts.actions.passkeys import begin_second_factor as begin_passkey_second_factor
from kernel.accounts.actions.passkeys import begin_sign_in as begin_passkey_sign_in
from kernel.accounts.actions.passkeys import (
    register_passkey,
    remove_passkey,
    rename_passkey,
    sign_in_with_passkey,
    verify_passkey,
)
from kernel.accounts.actions.second_factor import (
    SecondFactorFirst,
    begin_enrolment,
    confirm_enrolment,
    renew_recovery_codes,
    verify_second_factor,
)
from kernel.accounts.actions.sessions import end_all_sessions, end_other_sessions, end_session
from kernel.accounts.actions.signing import Browser, WrongCredentials, sign_in, sign_out

__all__ = [
    "Browser",
    "InvitationUsed",
    "Invitee",
    "Issued",
    "NameTaken",
    "NobodyOfThisIdentity",
    "NotLinked",
    "NothingSent",
    "RoleToHold",
    "SecondFactorFirst",
    "UndoReasonMissing",
    "WeakPassword",
    "WrongCredentials",
    "accept_invitation",
    "allow_identity",
    "begin_enrolment",
    "begin_passkey_registration",
    "begin_passkey_second_factor",
    "begin_passkey_sign_in",
    "change_password",
    "close_account",
    "confirm_enrolment",
    "correct_invitee",
    "end_all_sessions",
    "end_other_sessions",
    "end_session",
    "invite",
    "invite_again",
    "lock_account",
    "register_passkey",
    "remove_passkey",
    "rename_passkey",
    "renew_recovery_codes",
    "sign_in",
    "sign_in_by_identity",
    "sign_in_with_passkey",
    "sign_out",
    "unlink_identity",
    "unlink_identity_of",
    "unlock_account",
    "verify_passkey",
    "verify_second_factor",
    "withdraw_invitation",
]
