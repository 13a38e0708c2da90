"""The words for what became of a reminder."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from council.exchange.models import Asked
from council.exchange.workflow import Reply

# By what the carrier says (tenancy.border).
BECAUSE = {
    "unknown": gettext_lazy(
        "Đơn vị này chưa có hội đồng trên hệ thống. Lời nhắc được giữ lại và tự gửi khi hội đồng được khởi tạo."
    ),
    "founding": gettext_lazy(
        "Hội đồng này đang được khởi tạo. Lời nhắc được giữ lại và tự gửi khi hội đồng hoạt động."
    ),
    "suspended": gettext_lazy(
        "Không gian làm việc của hội đồng này đang tạm ngừng. Lời nhắc được giữ lại và tự gửi khi hoạt động trở lại."
    ),
    "failing": gettext_lazy("Nơi nhận đang có lỗi kỹ thuật. Hệ thống giữ lời nhắc và tự gửi lại."),
    "wrong_way": gettext_lazy("Hội đồng này không thuộc tỉnh, nên không nhận lời nhắc."),
    "not_taken": gettext_lazy("Nơi nhận không tiếp nhận lời nhắc này."),
}


def because_words(because: str) -> Any:
    """Return the sentence that says why a reminder is held or refused; nothing when it is not."""
    return BECAUSE.get(because, "")


def reply_words(answer: Asked) -> str:
    """Return what was answered: done, will be done before a day, or not so and why."""
    if answer.reply == Reply.WILL_DO and answer.promised_on:
        return _("Sẽ làm trước ngày %(day)s") % {"day": f"{answer.promised_on:%d/%m/%Y}"}
    if answer.reply == Reply.NOT_SO:
        return _("Không đúng, vì: %(words)s") % {"words": answer.words}
    return str(answer.get_reply_display()) if answer.reply else ""
