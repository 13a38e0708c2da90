"""What is a mark of secrecy and what is an ordinary word (rule R-SEC-01)."""

import unicodedata

import pytest

from kernel.files.secrecy import is_marked_name, is_marked_text

pytestmark = pytest.mark.unit

MARKED_NAMES = [
    "MẬT.pdf",
    "Báo cáo MẬT.pdf",
    "báo cáo mật.docx",
    "[MẬT] Kế hoạch 2026.pdf",
    "(Mật) phương án.pdf",
    "TỐI MẬT.pdf",
    "Tờ trình_tối_mật_2026.docx",
    "TUYỆT MẬT - phương án.pdf",
    "TuyệtMật.pdf",
    "TOI MAT.pdf",
    "toi-mat.pdf",
    "ToiMat.pdf",
    "TUYETMAT.pdf",
    "bao-cao-mat.pdf",
    "BC_MAT_2026.pdf",
    "mat.pdf",
    "M_Ậ_T.pdf",
    "M Ậ T ke hoach.pdf",
    "T Ố I  M Ậ T.pdf",
    "T_U_Y_E_T_M_A_T.pdf",
    "m.a.t.pdf",
    "Độ mật - Mật.pdf",
    "MẬ\u200bT.pdf",
]
ORDINARY_NAMES = [
    "Luật Bảo vệ bí mật nhà nước.pdf",
    "Phiếu bầu bí mật.docx",
    "Kiểm tra an toàn, bảo mật thông tin.pdf",
    "Mật độ dân số.xlsx",
    "Nghề nuôi ong lấy mật ong.pdf",
    "Hướng dẫn đổi mật khẩu.pdf",
    "Hướng dẫn xác định độ mật.docx",
    "Báo cáo của Mặt trận Tổ quốc.pdf",
    "Danh sách có mặt.pdf",
    "Thiệt hại mất mùa.pdf",
    "bao-cao-mat-tran-to-quoc.pdf",
    "danh_sach_vang_mat.xlsx",
    "giai phong mat bang.pdf",
    "bo phieu bi mat.pdf",
    "bao mat thong tin.pdf",
    "mat do dan so.xlsx",
    "Nghị quyết 12.pdf",
    "toán học.pdf",
    "Mattias.pdf",
    "a m b.pdf",
]
MARKED_TEXTS = [
    "MẬT",
    "  TỐI MẬT  ",
    "TUYỆT MẬT\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Mật",
    "Tối mật",
    "Độ mật: Mật",
    "Độ mật: TỐI MẬT",
    "Mức độ mật: Tuyệt mật",
    "[MẬT]",
    "MẬT 01",
    "HỘI ĐỒNG NHÂN DÂN   MẬT   CỘNG HÒA XÃ HỘI",
    "UBND TỈNH M Ậ T Số: 12/BC",
    "T Ố I   M Ậ T",
    "M\u00a0Ậ\u00a0T",
    "TOI MAT",
    "MAT",
    "BÁO CÁO TUYỆT MẬT VỀ PHƯƠNG ÁN",
]
ORDINARY_TEXTS = [
    "LUẬT BẢO VỆ BÍ MẬT NHÀ NƯỚC",
    "Việc biểu quyết được tiến hành bằng bỏ phiếu BÍ MẬT.",
    "BẢO MẬT THÔNG TIN",
    "MẬT ĐỘ DÂN SỐ",
    "Mật độ dân số là 671 người/km²",
    "Nghề nuôi ong, sản lượng mật ong tăng 12%.",
    "Mật ong",
    "Các bộ phối hợp mật thiết với địa phương.",
    "Danh mục bí mật nhà nước độ tuyệt mật, tối mật, mật trong lĩnh vực nội vụ.",
    "XÁC ĐỊNH ĐỘ MẬT CỦA VĂN BẢN",
    "Độ mật:",
    "mật",
    "Ủy ban Mặt trận Tổ quốc Việt Nam",
    "MẶT TRẬN TỔ QUỐC",
    "KẾT QUẢ: CÓ MẶT 66, VẮNG MẶT 3",
    "MAT is an abbreviation here",
]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("name", MARKED_NAMES)
def test_marked_name_is_recognised_in_any_form(name, form):
    assert is_marked_name(unicodedata.normalize(form, name))


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("name", ORDINARY_NAMES)
def test_ordinary_name_passes(name, form):
    assert not is_marked_name(unicodedata.normalize(form, name))


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("text", MARKED_TEXTS)
def test_marked_text_is_recognised_between_other_lines(text, form):
    assert is_marked_text(unicodedata.normalize(form, f"Số: 12/BC\n{text}\nKính gửi các vị đại biểu"))


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("text", ORDINARY_TEXTS)
def test_ordinary_text_passes(text, form):
    assert not is_marked_text(unicodedata.normalize(form, f"Số: 12/BC\n{text}\nKính gửi các vị đại biểu"))
