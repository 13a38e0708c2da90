"""Why what was said cannot be taken, sent, reviewed or closed, in words for the person who tried."""

from django.utils.translation import gettext_lazy as _

from kernel.refusal import Refusal


class SittingNotHeld(Refusal):
    """Nothing can have been said in it yet."""

    code = "sitting_not_held"
    message = _("Phiên họp chưa bắt đầu, chưa có lời phát biểu để ghi.")


class SpeakerUnknown(Refusal):
    """Some passages name nobody, so nobody could review them."""

    code = "speaker_unknown"
    message = _("Còn đoạn chưa có người phát biểu. Hãy gán người phát biểu rồi gửi.")


class NothingSaid(Refusal):
    """There is no passage, or no word in one."""

    code = "nothing_said"
    message = _("Chưa có lời phát biểu nào.")
    field = "text"


class OneSpeaker(Refusal):
    """A passage is either a delegate's or a guest's."""

    code = "one_speaker"
    message = _("Chọn đại biểu hoặc ghi tên khách mời, không cả hai.")
    field = "guest_name"


class ReviewOpen(Refusal):
    """Speakers still have time to review; the sentence says until when, and why."""

    code = "review_open"
    message = _("Còn đoạn chờ rà soát và kỳ họp chưa bế mạc, nên thời hạn rà soát chưa bắt đầu.")


class TranscriptOver(Refusal):
    """The reviewing is over."""

    code = "transcript_over"
    message = _("Bản gỡ băng đã đóng, không chỉnh sửa được nữa.")
    field = "text"
