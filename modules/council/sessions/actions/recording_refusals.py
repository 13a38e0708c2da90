"""Why a recording cannot be kept, changed or listened to by the engine, in words for the person who tried."""

from django.utils.translation import gettext_lazy as _

from kernel.refusal import Refusal


class AlreadyRecorded(Refusal):
    """The same file stands there already."""

    code = "already_recorded"
    message = _("Bản ghi âm này đã có trong phiên họp.")
    field = "file"


class StartsAfterSitting(Refusal):
    """A recording begins on the sitting's day, before the sitting ends."""

    code = "starts_after_sitting"
    message = _("Giờ bắt đầu ghi phải trong ngày họp và trước khi phiên họp kết thúc.")
    field = "starts_at"


class RecordingStays(Refusal):
    """The transcript that was made from it is closed."""

    code = "recording_stays"
    message = _("Bản gỡ băng đã đóng; bản ghi âm phải được giữ lại để đối chiếu.")


class NoEngine(Refusal):
    """The installation names no engine."""

    code = "no_engine"
    message = _("Hệ thống chưa cài máy gỡ băng. Hãy nhập lời phát biểu từ tệp.")


class AlreadyListening(Refusal):
    """The engine works on it, or what it heard waits."""

    code = "already_listening"
    message = _("Bản ghi âm này đang được gỡ băng bằng máy.")


class EngineHeardNothing(Refusal):
    """There is no passage to take over."""

    code = "engine_heard_nothing"
    message = _("Máy không nghe được lời nào trong bản ghi âm này.")
