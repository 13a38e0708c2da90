"""What a demonstration council says on its portal in its own words: how it is reached, what it is, two notices.

Everything is done by the ordinary actions; addresses and numbers are invented.
"""

from datetime import datetime

from council.documents.queries import get_letterhead
from council.portal import actions
from council.portal.actions import Content
from council.portal.law import Contact
from council.portal.models import Kind, PortalText
from kernel.access import Actor

INTRODUCTION = """\
{council} là cơ quan quyền lực nhà nước ở địa phương, do cử tri bầu ra, chịu trách nhiệm trước Nhân dân
địa phương và cơ quan nhà nước cấp trên.

## Hội đồng làm gì

- Quyết định những vấn đề quan trọng của địa phương bằng nghị quyết.
- Giám sát việc tuân theo Hiến pháp và pháp luật ở địa phương.
- Tiếp nhận ý kiến, kiến nghị của cử tri và theo dõi việc giải quyết.

## Theo dõi Hội đồng

Chương trình, tài liệu công khai và kết quả biểu quyết của từng kỳ họp có ở mục **Kỳ họp**; nghị quyết đã ban hành có ở
mục **Văn bản**; mỗi đại biểu có trang riêng ở mục **Đại biểu**."""
RECEPTION = """\
Thường trực Hội đồng nhân dân tiếp công dân **sáng thứ Tư hằng tuần**, từ 7 giờ 30 đến 11 giờ 30.

Người đến gặp mang theo giấy tờ tuỳ thân. Đơn, kiến nghị gửi trước qua đường bưu điện được xem trước buổi tiếp."""
ON_AIR = """\
Phiên chất vấn và phiên thông qua nghị quyết được truyền trực tiếp. Chương trình, tài liệu công khai và kết quả biểu
quyết được đăng trên trang này ngay trong ngày họp."""


def write_portal(unit_name: str, *, actor: Actor, now: datetime) -> None:
    """Put out the contact, the introduction and two notices, unless the council says something already."""
    if PortalText.objects.exists():
        return
    council = get_letterhead().issuer
    contact = Contact(
        address=f"Số 1, đường Minh Hoạ, {unit_name[0].lower()}{unit_name[1:]}",
        hotline="0229 000 0000",
        email="hdnd@minhhoa.example",
        hours="Thứ Hai đến thứ Sáu, 7 giờ 30 đến 11 giờ 30 và 13 giờ 30 đến 17 giờ",
    )
    said = (
        (Kind.CONTACT, Content("Liên hệ", contact=contact)),
        (Kind.INTRODUCTION, Content(f"Giới thiệu {council}", body=INTRODUCTION.format(council=council))),
        (Kind.ANNOUNCEMENT, Content("Truyền trực tiếp phiên chất vấn tại kỳ họp", "Xem trên trang này.", ON_AIR)),
        (Kind.ANNOUNCEMENT, Content("Lịch tiếp công dân của Thường trực", "Sáng thứ Tư hằng tuần.", RECEPTION)),
    )
    for kind, content in said:
        actions.publish(actor=actor, version=actions.begin_text(actor=actor, kind=kind, content=content), now=now)
