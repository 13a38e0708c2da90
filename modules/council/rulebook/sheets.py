"""The rules, pauses and moved deadlines as they go out to Excel."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from council.law.national import TOPIC_NAMES
from kernel.lists import Out


def _topics(row: Any) -> Any:
    return ", ".join(str(topic) for topic in row[2]) or _("mọi thời hạn tính tới")


RULES = (
    Out(_("Nhóm việc"), lambda line: TOPIC_NAMES.get(line.topic, line.topic), 26),
    Out(_("Quy định"), lambda line: line.title, 60),
    Out(_("Giá trị theo luật"), lambda line: line.national, 24),
    Out(_("Giá trị Hội đồng đặt"), lambda line: line.own, 24),
    Out(_("Căn cứ"), lambda line: line.source, 50),
    Out(_("Văn bản của Hội đồng"), lambda line: line.holding.document if line.holding else "", 36),
    Out(_("Từ ngày"), lambda line: line.holding.in_force_on if line.holding else None, 12),
    Out(_("Mã quy tắc"), lambda line: line.rule, 14),
)
PAUSES = (
    Out(_("Đợt tạm dừng"), lambda row: row[0].name, 36),
    Out(_("Từ ngày"), lambda row: row[0].first_on, 12),
    Out(_("Đến hết ngày"), lambda row: row[0].until_on, 14),
    Out(_("Thời hạn"), _topics, 40),
    Out(_("Văn bản"), lambda row: row[0].document, 36),
    Out(_("Lý do"), lambda row: row[0].reason, 50),
    Out(_("Người ghi"), lambda row: row[0].set_by_name, 26),
)
MOVES = (
    Out(_("Việc"), lambda move: move.name, 50),
    Out(_("Hạn trước"), lambda move: move.before_on, 12),
    Out(_("Hạn tính lại"), lambda move: move.after_on, 12),
    Out(_("Hạn giữ"), lambda move: move.holds_on, 12),
    Out(_("Vì sao"), lambda move: move.why, 50),
    Out(_("Cách tính"), lambda move: move.sentence, 70),
    Out(_("Mã quy tắc"), lambda move: move.rule, 14),
    Out(_("Người ghi"), lambda move: move.set_by_name, 26),
    Out(_("Ngày ghi"), lambda move: move.created_at, 12),
)
