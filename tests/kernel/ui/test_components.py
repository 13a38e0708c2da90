"""What the components promise to people who cannot see them, and to the pages that use them."""

import re

import pytest
from django import forms

from kernel.ui.place import PlaceCard
from tests.kernel.ui.hall_server import drawn

pytestmark = [pytest.mark.unit, pytest.mark.usefixtures("look_alone")]
SHELL = '{% extends "ui/plain.html" %}{% block title %}Kỳ họp{% endblock %}{% block heading %}Kỳ họp{% endblock %}'


class Session(forms.Form):
    name = forms.CharField(label="Tên <b>kỳ họp</b>", help_text="Ví dụ: Kỳ họp thứ 12")
    kind = forms.ChoiceField(label="Hình thức", choices=[("a", "Thường lệ")], widget=forms.RadioSelect, help_text="Một")
    hall = forms.CharField(label="Địa điểm", required=False)
    is_public = forms.BooleanField(label="Đăng ngay", required=False)


def squeezed(html: str) -> str:
    return re.sub(r"\s+", " ", html)


def title_of(html: str) -> str:
    return re.search(r"<title>(.*?)</title>", html)[1]


def test_a_field_with_an_error_is_described_by_its_help_and_its_error():
    html = squeezed(drawn('<c-field :field="form.name" />', form=Session({})))

    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'aria-invalid="true"' in html
    assert 'id="id_name_helptext">Ví dụ: Kỳ họp thứ 12</div>' in html
    assert re.search(r'id="id_name_error">.*Lỗi:.*Trường này là bắt buộc|id="id_name_error">.*Lỗi:', html)
    assert "Tên &lt;b&gt;kỳ họp&lt;/b&gt;" in html


def test_a_group_of_choices_is_a_fieldset_described_by_help_and_error():
    html = squeezed(drawn('<c-field :field="form.kind" />', form=Session({})))

    assert '<fieldset aria-describedby="id_kind_helptext id_kind_error"><legend>Hình thức' in html


def test_only_fields_that_may_stay_empty_say_so():
    drawn_fields = [drawn('<c-field :field="field" />', field=field) for field in Session()]

    assert ["(không bắt buộc)" in html for html in drawn_fields] == [False, False, True, False]


def test_the_summary_leads_to_each_input_and_to_the_first_of_a_group():
    html = drawn('<c-error-summary :form="form" />', form=Session({}))

    assert re.findall(r'href="#([^"]+)"', html) == ["id_name", "id_kind_0"]
    assert 'role="alert" tabindex="-1" autofocus' in html
    assert drawn('<c-error-summary :form="form" />', form=Session()).strip() == ""


@pytest.mark.parametrize(
    ("form", "title"),
    [(Session({}), "Lỗi: Kỳ họp – Tỉnh A"), (Session(), "Kỳ họp – Tỉnh A"), (None, "Kỳ họp – Tỉnh A")],
)
def test_the_title_says_at_once_that_a_form_has_errors(form, title):
    assert title_of(drawn(SHELL, form=form, place=PlaceCard("Tỉnh A"))) == title


@pytest.mark.parametrize(
    ("card", "demo", "stopped"),
    [
        (PlaceCard("Tỉnh A"), False, False),
        (PlaceCard("Tỉnh A", demo=True), True, False),
        (PlaceCard("Tỉnh A", suspended=True), False, True),
    ],
)
def test_bands_tell_of_demonstration_data_and_of_suspension(card, demo, stopped):
    html = drawn(SHELL, place=card)

    assert ("Dữ liệu minh hoạ" in html, "đang tạm dừng" in html) == (demo, stopped)


def test_what_people_typed_is_escaped_in_every_component():
    bad = "<script>x</script>"
    source = """<c-card title="{{ bad }}"><c-pill>{{ bad }}</c-pill></c-card><c-avatar name="{{ bad }}" />
    <c-doc-row name="{{ bad }}" note="{{ bad }}" mark="{{ bad }}" href="{{ bad }}" />
    <c-figure :label="bad" :value="bad" />
    <c-task :name="bad" :note="bad" :status="bad" /><c-fact :name="bad">{{ bad }}</c-fact>
    <c-empty :title="bad" :hint="bad" />
    <c-receipt state="recorded" :choice="bad" :time="bad" :code="bad" /><c-button>{{ bad }}</c-button>
    <c-progress :label="bad" /><c-note>{{ bad }}</c-note><c-crumb href="{{ bad }}">{{ bad }}</c-crumb>
    <c-event :name="bad">{{ bad }}</c-event><c-track-step :name="bad" :note="bad" :number="bad" />"""

    html = drawn(source, bad=bad)

    assert "<script>" not in html
    assert html.count("&lt;script&gt;") >= 24


def test_no_template_has_inline_styles_scripts_or_handlers():
    pages = [drawn(f'{{% extends "ui/{name}.html" %}}') for name in ("workspace", "public", "hall", "console", "plain")]

    for html in pages:
        assert not re.search(r"\sstyle=|\son[a-z]+=|<script(?![^>]*\bsrc=)|<style", html)
