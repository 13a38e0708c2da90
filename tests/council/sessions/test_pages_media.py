"""Films and recordings as people see them: no complaint of any judge, at every width."""

import pytest

from council.sessions.models import Visibility
from tests.factories.films import HOST, make_film
from tests.factories.halls import hold_session, staff_account
from tests.judges.visits import judge_visits
from tests.kernel.accounts.browsers import COOKIE, come_in

pytestmark = [pytest.mark.journey, pytest.mark.full]


@pytest.fixture
def visits(fresh_council, client_of, settings):
    """Each page with the cookie of the person who sees it."""
    settings.FILM_HOSTS = [HOST]
    held = hold_session(delegates=3, items=2)
    browser = client_of(fresh_council)
    come_in(browser, staff_account("tkmai", "session_secretary", "office_staff"))
    cookie = browser.cookies[COOKIE].value
    item = held.items[0]
    make_film(item, visibility=Visibility.PUBLIC)
    make_film(item, "held", title="Báo cáo hình ảnh về vệ sinh môi trường sau mùa mưa bão tại các thôn ven sông")
    make_film(item, address=f"https://{HOST}/xem?so=1", title="Phim ở trang khác")
    pages = {
        "item-films": f"/ky-hop/noi-dung/{item.pk}/",
        "add-film": f"/ky-hop/noi-dung/{item.pk}/phim/them/",
        "public-films": f"/cong-khai/ky-hop/{held.session.pk}/",
    }
    return {name: (path, cookie) for name, path in pages.items()}


def test_pages_of_films_pass_every_judge(fresh_council, visits, client_of):
    judge_visits(fresh_council, visits, client_of)
