"""The steps of a film of an item, of a recording of a sitting, and of an engine's work on it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from council.sessions.permissions import Can
from kernel.access import Step, steps


class FilmState(TextChoices):
    """Where a film of an item stands; nobody but the office sees it before it is released."""

    HELD = "held", _("Chưa phát hành")
    RELEASED = "released", _("Đã phát hành")
    RECALLED = "recalled", _("Đã gỡ")


class RecordingState(TextChoices):
    """Whether a recording of a sitting can be heard."""

    KEPT = "kept", _("Đang lưu")
    REMOVED = "removed", _("Đã gỡ")


class ListeningState(TextChoices):
    """Where the engine's work on a recording stands; people decide what becomes of what it heard."""

    WAITING = "waiting", _("Đang chờ máy gỡ băng")
    LISTENING = "listening", _("Máy đang gỡ băng")
    HEARD = "heard", _("Máy đã gỡ xong")
    FAILED = "failed", _("Máy không gỡ được")
    TAKEN = "taken", _("Đã nhập vào bản gỡ băng")
    DROPPED = "dropped", _("Đã bỏ kết quả")


_K, _L = RecordingState, ListeningState
RECORDING_STEPS = steps(
    Step("edit", {_K.KEPT}, _K.KEPT, Can.TRANSCRIBE, _("Sửa giờ bắt đầu ghi")),
    Step("remove", {_K.KEPT}, _K.REMOVED, Can.TRANSCRIBE, _("Gỡ bản ghi âm")),
)
_AT_WORK = frozenset({_L.WAITING, _L.LISTENING})
LISTENING_STEPS = steps(
    Step("listen", _AT_WORK, _L.LISTENING, Can.LISTEN),
    Step("finish", _AT_WORK, _L.HEARD, Can.LISTEN),
    Step("fail", _AT_WORK, _L.FAILED, Can.LISTEN),
    Step("take", {_L.HEARD}, _L.TAKEN, Can.TRANSCRIBE, _("Nhập vào bản gỡ băng")),
    Step("drop", _AT_WORK | {_L.HEARD, _L.FAILED}, _L.DROPPED, Can.TRANSCRIBE, _("Bỏ kết quả của máy")),
)

_M = FilmState
FILM_STEPS = steps(
    Step("release", {_M.HELD}, _M.RELEASED, Can.RELEASE, _("Phát hành phim")),
    Step("recall", {_M.HELD, _M.RELEASED}, _M.RECALLED, Can.RELEASE, _("Gỡ phim")),
)
