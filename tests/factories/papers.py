"""One paper of each official layout, with the words that councils write."""

from datetime import date

from council.documents.law import Article, Issuer, Kind, Text, capacity_of
from council.documents.papers import Paper

COUNCIL = "Hội đồng nhân dân tỉnh Ninh Bình"
_REPORT = (
    Article("Tình hình chung", ("Trong 6 tháng đầu năm 2026, Ban đã thẩm tra 12 dự thảo nghị quyết trình kỳ họp.",)),
    Article(
        "Kết quả đạt được",
        (
            "1. Công tác thẩm tra bảo đảm đúng thời hạn, nội dung có trọng tâm, được đại biểu đánh giá cao tại kỳ họp.",
            "2. Công tác giám sát: tổ chức 02 cuộc giám sát chuyên đề, 05 cuộc khảo sát tại cơ sở.",
        ),
    ),
    Article("Kiến nghị", ("Đề nghị Uỷ ban nhân dân tỉnh gửi hồ sơ dự thảo đúng thời hạn.",)),
)


def _text(kind: Kind) -> Text:
    recipients = ("Thường trực Tỉnh uỷ", "Uỷ ban nhân dân tỉnh", "Các vị đại biểu Hội đồng nhân dân tỉnh")
    articles = _ARTICLES.get(kind, _REPORT)
    bases = ("Căn cứ Luật Tổ chức chính quyền địa phương số 72/2025/QH15",)
    return {
        Kind.LETTER: Text(
            addressees=("Uỷ ban nhân dân tỉnh", "Sở Tài chính", "Sở Nông nghiệp và Môi trường"),
            articles=articles,
            recipients=("Như trên", *recipients[:1]),
        ),
        Kind.INVITATION: Text(
            addressees=("Các vị đại biểu Hội đồng nhân dân tỉnh",),
            articles=articles,
            recipients=("Như trên",),
            facts=(
                ("time", "08 giờ 00, thứ Tư, ngày 09 tháng 12 năm 2026"),
                ("place", "Hội trường lớn, Trung tâm hội nghị tỉnh"),
                ("chair", "Thường trực Hội đồng nhân dân tỉnh"),
            ),
        ),
        Kind.MINUTES: Text(
            articles=articles,
            recipients=recipients,
            facts=(
                ("time", "14 giờ 00, ngày 20 tháng 5 năm 2026"),
                ("place", "Phòng họp số 2, Trụ sở Hội đồng nhân dân tỉnh"),
                ("present", "Thành viên Ban Pháp chế: có mặt 9, vắng 1 (có lý do)\nĐại diện Sở Tư pháp"),
                ("chair", "Bà Trần Thị Mai, Trưởng ban"),
                ("secretary", "Lê Văn Bình"),
                ("closed", "16 giờ 30 cùng ngày"),
            ),
        ),
        Kind.SUBMISSION: Text(
            bases=bases, addressees=(COUNCIL,), articles=articles, recipients=("Như trên", *recipients[:1])
        ),
    }.get(kind, Text(bases=bases, articles=articles, recipients=recipients))


_ARTICLES = {
    Kind.INDIVIDUAL_RESOLUTION: (
        Article("", ("Thành lập Đoàn giám sát chuyên đề về phân loại rác thải tại nguồn.",)),
        Article("Tổ chức thực hiện", ("1. Ban Kinh tế - Ngân sách chuẩn bị kế hoạch.", "2. Văn phòng phục vụ Đoàn.")),
    ),
    Kind.DECISION: (
        Article("", ("Phê duyệt kế hoạch tiếp công dân năm 2027 của Thường trực Hội đồng nhân dân tỉnh.",)),
        Article("", ("Quyết định này có hiệu lực từ ngày ký.",)),
        Article("", ("Chánh Văn phòng và các cơ quan liên quan chịu trách nhiệm thi hành Quyết định này.",)),
    ),
    Kind.LETTER: (
        Article(
            "",
            (
                "Thường trực Hội đồng nhân dân tỉnh nhận được kiến nghị của cử tri về đường liên xã xuống cấp.",
                "Đề nghị các cơ quan xem xét, giải quyết và trả lời cử tri trước ngày 30 tháng 6 năm 2026.",
            ),
        ),
    ),
    Kind.INVITATION: (Article("", ("Đề nghị các vị đại biểu đến dự đúng giờ, mang theo tài liệu đã gửi.",)),),
    Kind.MINUTES: (
        Article("Nội dung, diễn biến", ("Đại diện Sở Tư pháp trình bày dự thảo.", "Các thành viên thảo luận.")),
        Article("Kết luận", ("Ban thống nhất trình dự thảo ra kỳ họp.",)),
    ),
}
# The eight official layouts: kind, the body that issues, symbol, what it is about.
LAYOUTS = {
    Kind.INDIVIDUAL_RESOLUTION: (Issuer.COUNCIL, "28/NQ-HĐND", "Về việc thành lập Đoàn giám sát chuyên đề"),
    Kind.DECISION: (Issuer.STANDING_COMMITTEE, "05/QĐ-TTHĐND", "Về việc phê duyệt kế hoạch tiếp công dân năm 2027"),
    Kind.REPORT: (Issuer.LEGAL, "71/BC-BPC", "Kết quả công tác 6 tháng đầu năm 2026"),
    Kind.CONCLUSION: (Issuer.STANDING_COMMITTEE, "12/KL-TTHĐND", "Về kết quả giám sát phân loại rác thải"),
    Kind.MINUTES: (Issuer.LEGAL, "09/BB-BPC", "Họp Ban thẩm tra dự thảo nghị quyết"),
    Kind.LETTER: (Issuer.STANDING_COMMITTEE, "12/TTHĐND-VP", "Giải quyết kiến nghị của cử tri về đường giao thông"),
    Kind.INVITATION: (Issuer.STANDING_COMMITTEE, "33/GM-TTHĐND", "Dự kỳ họp thứ 3 Hội đồng nhân dân tỉnh"),
    Kind.SUBMISSION: (Issuer.STANDING_COMMITTEE, "130/TTr-TTHĐND", "Về chương trình giám sát năm 2027"),
}


def paper_for(kind: Kind) -> Paper:
    """Return a paper of one of the eight layouts, always the same."""
    body, symbol, subject = LAYOUTS[kind]
    return Paper(
        issuer=COUNCIL,
        place="Ninh Bình",
        symbol=symbol,
        subject=subject,
        occasion="Khoá XVI, kỳ họp thứ 3" if body is Issuer.COUNCIL else "",
        text=_text(kind),
        adopted_on=date(2026, 7, 9),
        effective_on=date(2026, 7, 20),
        issued_on=date(2026, 7, 10),
        signer="Nguyễn Thị Hồng Ánh",
        capacity=capacity_of(body, is_head=body is Issuer.COUNCIL),
        short_code="7F3K92QD",
        body=body,
        kind=kind,
    )
