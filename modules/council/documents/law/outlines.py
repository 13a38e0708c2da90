"""The outline with which the draft of each kind begins, so that the same kind reads the same in every council.

Source of the parts: Nghị định 30/2020/NĐ-CP, Phụ lục III, phần II (models 1.1 to 1.9); the headings of reports,
plans and submissions follow the practice of councils and may be rewritten freely.
"""

from council.documents.law.kinds import KINDS, Form, Kind, form_of
from council.documents.law.text import Article, Text

_REPORT = ("Tình hình chung", "Kết quả đạt được", "Tồn tại, hạn chế và nguyên nhân", "Nhiệm vụ, giải pháp", "Kiến nghị")
_PLAN = ("Mục đích, yêu cầu", "Nội dung", "Thời gian, tiến độ", "Tổ chức thực hiện")
_HEADINGS: dict[Kind, tuple[str, ...]] = {
    Kind.REPORT: _REPORT,
    Kind.PLAN: _PLAN,
    Kind.PROGRAMME: _PLAN,
    Kind.OPTION: _PLAN,
    Kind.SCHEME: ("Sự cần thiết, căn cứ", "Thực trạng", "Mục tiêu, nhiệm vụ, giải pháp", "Tổ chức thực hiện"),
    Kind.SUBMISSION: ("Sự cần thiết", "Quá trình chuẩn bị", "Nội dung trình", "Đề nghị"),
    Kind.CONCLUSION: ("Đánh giá", "Kết luận", "Kiến nghị, yêu cầu", "Tổ chức thực hiện"),
    Kind.MINUTES: ("Nội dung, diễn biến", "Kết luận"),
    Kind.DECISION: ("", "Tổ chức thực hiện", "Hiệu lực thi hành"),
    Kind.REGULATION: ("Phạm vi điều chỉnh, đối tượng áp dụng", "Nội dung", "Tổ chức thực hiện"),
    Kind.RULES: ("Phạm vi điều chỉnh, đối tượng áp dụng", "Nội dung", "Tổ chức thực hiện"),
    Kind.GUIDANCE: ("Mục đích, yêu cầu", "Nội dung hướng dẫn", "Tổ chức thực hiện"),
}
_LETTERS = frozenset({Form.LETTER, Form.SUBMISSION, Form.INVITATION})


def outline(kind: Kind) -> Text:
    """Return the headings of a new draft with empty room under each; bases and recipients where the form has them."""
    headings = _HEADINGS.get(kind, ("",))
    return Text(
        bases=("Căn cứ Luật Tổ chức chính quyền địa phương số 72/2025/QH15",) if form_of(kind).has_bases else (),
        articles=tuple(Article(heading, ()) for heading in headings),
        recipients=("Như trên",) if KINDS[kind].form in _LETTERS else (),
    )
