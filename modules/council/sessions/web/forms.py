"""What is typed or tapped on the pages of sessions. Shape only; meaning is for the actions."""

from django import forms
from django.utils.translation import gettext_lazy as _

from council.sessions.models import Choice, Presence


class BallotForm(forms.Form):
    """One tap: the choice, the key of the tap, and the receipt that it replaces."""

    choice = forms.ChoiceField(choices=Choice.choices)
    key = forms.UUIDField()
    prev = forms.CharField(max_length=9, required=False)


class PresenceForm(forms.Form):
    """What the secretary notes of one delegate."""

    mandate_id = forms.UUIDField()
    what = forms.ChoiceField(choices=Presence.choices)


class ReasonForm(forms.Form):
    """Why something is undone."""

    reason = forms.CharField(
        label=_("Lý do"),
        max_length=500,
        help_text=_("Lý do được ghi vào hồ sơ kỳ họp."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
