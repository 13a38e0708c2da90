"""The public directory: the fields that everybody may know, nothing else."""

import pytest

from tests.factories.people import make_delegate, make_person
from tests.kernel.accounts.browsers import words
from tests.testbed.queries import count_queries

LIST = "/cong-khai/dai-bieu/"


@pytest.fixture
def reader(council, client_of):
    return client_of(council)


def test_directory_shows_delegates_with_public_fields_only(reader):
    person = make_person("Đỗ Thị Ánh", main_job="Giáo viên", phone="0912345678", email="anh@example.vn")
    make_delegate(person=person, constituency="Đơn vị số 3")

    page = words(reader.get(LIST))

    assert "ĐÁ Đỗ Thị Ánh Giáo viên Đơn vị số 3" in page
    assert "1 đại biểu đang làm nhiệm vụ" in page
    for hidden in ("0912345678", "anh@example.vn"):
        assert hidden not in page


def test_names_are_found_without_diacritics(reader):
    make_delegate("Đỗ Thị Ánh")
    make_delegate("Trần Văn Bình")

    page = words(reader.get(f"{LIST}?tu_khoa=do+thi+anh"))

    assert "Đỗ Thị Ánh" in page
    assert "Trần Văn Bình" not in page
    assert "Không tìm thấy đại biểu nào" in words(reader.get(f"{LIST}?tu_khoa=zzz"))


def test_empty_directory_says_what_to_expect(reader):
    assert "Chưa có danh sách đại biểu" in words(reader.get(LIST))


def test_directory_asks_the_same_for_one_and_for_many(reader):
    def asked():
        with count_queries() as queries:
            reader.get(LIST)
        return len(queries)

    make_delegate()
    one = asked()
    for _ in range(10):
        make_delegate()

    assert asked() == one
