"""What was said, as people see it: no complaint of any judge, at every width, as a draft and when it is reviewed."""

import pytest

from council.sessions import actions
from council.sessions.models import Passage
from kernel.captions import Cue
from tests.factories.halls import OFFICE, account_of, hold_session, staff_account
from tests.judges.visits import judge_visits
from tests.kernel.accounts.browsers import COOKIE, come_in

pytestmark = [pytest.mark.journey, pytest.mark.full]
LONG = "Kính thưa chủ toạ kỳ họp, kính thưa các vị đại biểu, tôi tán thành tờ trình và xin có ba ý kiến. " * 3


@pytest.fixture
def visits(fresh_council, client_of):
    """Each page with the cookie of the person who sees it: one sitting in review, one still a draft."""
    held = hold_session(delegates=3, items=2)
    speaker = held.mandates[0].person.full_name
    cookies = {}
    for name, account in (
        ("speaker", account_of(held.mandates[0], "dbhoa")),
        ("secretary", staff_account("tkmai", "session_secretary")),
    ):
        browser = client_of(fresh_council)
        come_in(browser, account)
        cookies[name] = browser.cookies[COOKIE].value
    cues = [Cue(LONG, speaker, 12_000, 60_000), Cue(LONG, held.mandates[1].person.full_name, 61_000, 90_000)]
    transcript = actions.take_cues(actor=OFFICE, sitting=held.sitting, cues=cues)
    actions.send_transcript(actor=OFFICE, transcript=transcript, now=held.now)
    passage = Passage.objects.get(position=1)
    draft = actions.add_sitting(actor=OFFICE, session=held.session, day_on=held.session.closes_on, part="morning")
    type(draft).objects.filter(pk=draft.pk).update(state="ended")
    known = {"actor": OFFICE, "sitting": draft, "cues": [*cues, Cue("Xin báo cáo.", "Ông Lê Khách"), Cue("Vâng.")]}
    first = actions.take_cues(**known).passages.order_by("position").first()
    pages = {
        "review": (f"/ky-hop/doan/{passage.pk}/", "speaker"),
        "own": ("/ky-hop/loi-cua-toi/", "speaker"),
        "in-review": (f"/ky-hop/phien/{held.sitting.pk}/go-bang/", "secretary"),
        "draft": (f"/ky-hop/phien/{draft.pk}/go-bang/", "secretary"),
        "names": (f"/ky-hop/phien/{draft.pk}/go-bang/nguoi-noi/", "secretary"),
        "import": (f"/ky-hop/phien/{draft.pk}/go-bang/nhap/", "secretary"),
        "edit": (f"/ky-hop/doan/{first.pk}/sua/", "secretary"),
    }
    return {name: (path, cookies[who]) for name, (path, who) in pages.items()}


def test_pages_of_what_was_said_pass_every_judge(fresh_council, visits, client_of):
    judge_visits(fresh_council, visits, client_of)
