"""Films elsewhere are linked only at trusted hosts, however an address is dressed up."""

import pytest

from kernel.files.links import is_trusted_link, plays_in_place

pytestmark = pytest.mark.unit
HOSTS = ["phim.example.vn", "Video.Example.VN"]


@pytest.mark.parametrize(
    ("address", "trusted"),
    [
        ("https://phim.example.vn/a.mp4", True),
        ("https://PHIM.example.vn:443/a", True),
        ("https://video.example.vn/x?y=1", True),
        ("http://phim.example.vn/a.mp4", False),
        ("https://phim.example.vn:8443/a.mp4", False),
        ("https://phim.example.vn@evil.vn/a.mp4", False),
        ("https://evil.vn/phim.example.vn", False),
        ("https://phim.example.vn.evil.vn/a", False),
        ("https://x.phim.example.vn/a", False),
        ("javascript:alert(1)//phim.example.vn", False),
        ("https://[::1", False),
        ("//phim.example.vn/a", False),
        ("", False),
    ],
)
def test_only_https_at_a_trusted_host(address, trusted):
    assert is_trusted_link(address, HOSTS) is trusted
    assert is_trusted_link(address, []) is False


def test_a_film_plays_and_a_page_around_one_is_opened():
    assert plays_in_place("https://phim.example.vn/A.MP4?phien=1")
    assert not plays_in_place("https://phim.example.vn/xem?tep=a.mp4")
