"""What a council of each level deals with in the demonstration, where, and who submits it."""

from dataclasses import dataclass

from council.law import Level
from council.sessions.models import ItemKind


@dataclass(frozen=True)
class Scene:
    """Where a council meets, who submits its matters, and these with their kinds."""

    place: str
    submitter: str
    matters: tuple[tuple[str, ItemKind], ...]


_ONE, _RULE = ItemKind.INDIVIDUAL_RESOLUTION, ItemKind.NORMATIVE_RESOLUTION
SCENES = {
    Level.COMMUNE: Scene(
        "Hội trường Uỷ ban nhân dân",
        "Uỷ ban nhân dân",
        (
            ("Phân bổ dự toán thu, chi ngân sách", _ONE),
            ("Quy định mức hỗ trợ xây dựng nông thôn mới, đô thị văn minh", _RULE),
            ("Chủ trương đầu tư sửa chữa trường học, trạm y tế", _ONE),
            ("Chương trình giám sát của Hội đồng nhân dân", _ONE),
            ("Phê chuẩn quyết toán ngân sách năm trước", _ONE),
            ("Quy định mức đóng góp duy tu đường giao thông nội đồng", _RULE),
            ("Điều chỉnh kế hoạch đầu tư công trong năm", _ONE),
            ("Quy định hỗ trợ tổ thu gom rác tại khu dân cư", _RULE),
            ("Đặt tên nhà văn hoá thôn, tổ dân phố", _ONE),
            ("Thành lập đoàn giám sát việc cấp nước sạch", _ONE),
            ("Quy định mức chi cho hoà giải ở cơ sở", _RULE),
            ("Chủ trương nâng cấp chợ trung tâm", _ONE),
        ),
    ),
    Level.PROVINCE: Scene(
        "Trung tâm Hội nghị tỉnh",
        "Uỷ ban nhân dân tỉnh",
        (
            ("Quy định mức hỗ trợ sản phẩm đặc trưng của các xã, phường", _RULE),
            ("Bổ sung danh mục dự án cần thu hồi đất", _ONE),
            ("Chính sách thu hút bác sĩ về trạm y tế xã", _RULE),
            ("Phân bổ vốn các chương trình mục tiêu quốc gia", _ONE),
            ("Bãi bỏ một số nghị quyết của Hội đồng nhân dân các tỉnh trước hợp nhất", _RULE),
            ("Chủ trương đầu tư cải tạo bệnh viện đa khoa", _ONE),
            ("Quy định mức hỗ trợ người hoạt động không chuyên trách ở thôn", _RULE),
            ("Chương trình giám sát của Hội đồng nhân dân tỉnh năm tới", _ONE),
            ("Đặt tên đường, phố ở các phường", _ONE),
            ("Mức thu học phí của trường ngoài công lập được hỗ trợ", _RULE),
            ("Giao biên chế công chức cho các cơ quan của tỉnh", _ONE),
            ("Kế hoạch tổ chức các kỳ họp thường lệ năm tới", _ONE),
        ),
    ),
}
