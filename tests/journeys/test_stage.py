"""The product starts with nothing in it, answers, and leaves no process behind."""

import pytest

from tests.journeys.stage import MARKS, is_alive, staged

pytestmark = [pytest.mark.journey, pytest.mark.full]


def test_empty_product_answers_and_leaves_no_process_behind() -> None:
    with staged() as stage:
        running = stage.pids()
        assert set(running) == set(MARKS)
        assert stage.ask("console", "/").headers["location"].startswith("/tai-khoan/dang-nhap/")
        assert stage.ask("khongco", "/").status == 404

    assert stage.supervisor.returncode == 0
    assert [name for name, pid in running.items() if is_alive(pid)] == []
    assert not stage.folder.exists()
