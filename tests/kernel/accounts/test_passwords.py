import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from kernel.accounts.models import Account

pytestmark = pytest.mark.unit

HOA = Account(username="dbhoa", email="hoa.pham@example.vn", full_name="Phạm Thị Hoa", origin="")


@pytest.mark.parametrize("password", ["ngọn đèn đứng gác", "Zx9#kkw2Lp0q", "con mèo Hoa trèo cây cau"])
def test_good_password_passes(password: str) -> None:
    assert validate_password(password, HOA) is None


@pytest.mark.parametrize(
    ("password", "reasons"),
    [
        ("ngắn quá 12", ["password_too_short"]),
        ("", ["password_too_short"]),
        ("1q2w3e4r5t6y", ["password_too_common"]),
        ("phamthihoa123", ["password_is_name"]),
        ("Phạm Thị Hoa!", ["password_is_name"]),
        ("hoaphamexample", ["password_is_name"]),
    ],
)
def test_bad_password_is_refused_with_its_reason(password: str, reasons: list[str]) -> None:
    with pytest.raises(ValidationError) as refused:
        validate_password(password, HOA)

    assert [error.code for error in refused.value.error_list] == reasons
