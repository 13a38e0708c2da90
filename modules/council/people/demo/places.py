"""The constituencies of the demonstration: each with its team, its seats, its places and the province before.

The wards and communes are those of the province of Ninh Bình since 01/07/2025; how they are joined is invented.
"""

Place = tuple[int, int, str, str]

_WARDS = "các phường "
_COMMUNES = "các xã "
_AREAS = (
    _WARDS + "Hoa Lư, Tây Hoa Lư, Nam Hoa Lư, Đông Hoa Lư",
    _WARDS + "Tam Điệp, Yên Sơn, Trung Sơn, Yên Thắng",
    _COMMUNES + "Gia Viễn, Đại Hoàng, Gia Hưng, Gia Phong, Gia Vân, Gia Trấn",
    _COMMUNES + "Nho Quan, Gia Lâm, Gia Tường, Phú Sơn, Cúc Phương, Phú Long, Thanh Sơn, Quỳnh Lưu",
    _COMMUNES + "Yên Khánh, Khánh Nhạc, Khánh Thiện, Khánh Hội, Khánh Trung",
    _COMMUNES + "Yên Mô, Yên Từ, Yên Mạc, Đồng Thái",
    _COMMUNES + "Chất Bình, Kim Sơn, Quang Thiện, Phát Diệm",
    _COMMUNES + "Lai Thành, Định Hoá, Bình Minh, Kim Đông",
    _WARDS + "Phủ Lý, Hà Nam, Châu Sơn, Liêm Tuyền, Phù Vân",
    _WARDS + "Duy Tiên, Duy Tân, Duy Hà, Đồng Văn, Tiên Sơn",
    _WARDS + "Kim Bảng, Lê Hồ, Nguyễn Uý, Kim Thanh, Tam Chúc, Lý Thường Kiệt",
    _COMMUNES + "Thanh Liêm, Tân Thanh, Thanh Bình, Thanh Lâm, Liêm Hà",
    _COMMUNES + "Lý Nhân, Nam Xang, Bắc Lý, Vĩnh Trụ, Trần Thương, Nhân Hà, Nam Lý",
    _COMMUNES + "Bình Lục, Bình Mỹ, Bình An, Bình Giang, Bình Sơn",
    _WARDS + "Nam Định, Thiên Trường, Đông A, Vị Khê, Thành Nam, Trường Thi, Hồng Quang, Mỹ Lộc",
    _COMMUNES + "Nam Trực, Nam Minh, Nam Đồng, Nam Ninh, Nam Hồng, Minh Tân, Hiển Khánh, Vụ Bản, Liên Minh",
    _COMMUNES + "Ý Yên, Yên Đồng, Yên Cường, Vạn Thắng, Vũ Dương, Tân Minh, Phong Doanh",
    _COMMUNES + "Cổ Lễ, Ninh Giang, Cát Thành, Trực Ninh, Quang Hưng, Minh Thái, Ninh Cường",
    _COMMUNES + "Xuân Trường, Xuân Hưng, Xuân Giang, Xuân Hồng",
    _COMMUNES + "Hải Hậu, Hải Anh, Hải Tiến, Hải Hưng, Hải An, Hải Quang, Hải Xuân, Hải Thịnh",
    _COMMUNES + "Giao Minh, Giao Hoà, Giao Thuỷ, Giao Phúc, Giao Hưng, Giao Bình, Giao Ninh",
    _COMMUNES + "Đồng Thịnh, Nghĩa Hưng, Nghĩa Sơn, Hồng Phong, Quỹ Nhất, Nghĩa Lâm, Rạng Đông",
)
# The provinces until 30/06/2025: each ward and commune above lies in one of them (resolution 202/2025/QH15).
_FORMER = ("Tỉnh Ninh Bình",) * 8 + ("Tỉnh Hà Nam",) * 6 + ("Tỉnh Nam Định",) * 8
# Two constituencies to a team: four seats each, the last three teams four and three.
OF_NINH_BINH: tuple[Place, ...] = tuple(
    (number // 2 + 1, 3 if number > 16 and number % 2 else 4, area[0].upper() + area[1:], _FORMER[number])
    for number, area in enumerate(_AREAS)
)
OF_A_COMMUNE: tuple[Place, ...] = tuple(
    (team, 5, f"Các thôn, tổ dân phố số {first}, {first + 1}, {first + 2}", "")
    for team, first in enumerate(range(1, 16, 3), 1)
)
