"""Each rule of the law that is a number or a list stands in the book; the rest say why they carry none.

The register is written by hand, apart from the parameters: a rule that is left out, or a value that is
mistyped, is seen here. A token is a value in force on the day below, ``province|commune`` where they
differ, ``-`` where a rule is not for that level, ``#n`` for a list of n options.
"""

from collections import Counter
from datetime import date

import pytest

from council import law
from council.law.national import national_book
from council.law.paper import render
from council.law.values import written

pytestmark = pytest.mark.unit

DAY = date(2026, 11, 22)
# How many rules each section has.
SECTIONS = {
    "ORG": 16, "SES": 25, "VOT": 11, "RES": 9, "SUP": 21, "QUE": 13, "EXP": 4, "CON": 13, "VC": 8,
    "PET": 15, "CR": 10, "LET": 10, "CPL": 8, "DEN": 9, "EVA": 11, "TGT": 11, "EXC": 5,
}  # fmt: skip
ORGANISATION = {
    "R-ORG-01": "yes",
    "R-ORG-02": """
        50|- 1000000|- 70000|- 85|-  50|- 1200000|- 75000|- 85|-  125|-
        -|15 -|5000 -|1000 -|10000 -|3000 -|30  -|15 -|10000 -|2000 -|20000 -|6000 -|30
        -|15 -|10000 -|2000 -|20000 -|6000 -|30  -|15 -|5000 -|1000 -|10000 -|3000 -|30
    """,
    "R-ORG-04": "-|1 2|- 3|- 4|-",
    "R-ORG-05": "2|- 3|- 4|- -|2",
    "R-ORG-06": "#3|#2 #2|-",
    "R-ORG-08": "yes",
    "R-ORG-11": "2/3",
    "R-ORG-12": "1/3",
    "R-ORG-14": "45",
    "R-ORG-15": "#3",
    "R-ORG-16": "yes",
}
SESSIONS = {
    "R-SES-01": "2 01/11",
    "R-SES-03": "1/3 #3",
    "R-SES-04": "-|1/10 -|#3",
    "R-SES-05": "2",
    "R-SES-06": "20 7 7 20",
    "R-SES-07": "15 5 5 15",
    "R-SES-08": "45",
    "R-SES-09": "yes",
    "R-SES-10": "1/1",
    "R-SES-11": "15 #1 #2 #4",
    "R-SES-12": "10",
    "R-SES-13": "5 3 3 5",
    "R-SES-14": "#3",
    "R-SES-15": "2/3 yes",
    "R-SES-16": "30 1/2 yes 3 7",
    "R-SES-17": "#3",
    "R-SES-18": "7 3 2",
    "R-SES-19": "2/5",
    "R-SES-20": "10",
    "R-SES-21": "5",
    "R-SES-22": "10",
    "R-SES-23": "5",
    "R-SES-24": "1/1",
    "R-SES-25": "yes",
    "R-VOT-01": "1/2",
    "R-VOT-02": "2/3 #2",
    "R-VOT-03": "no",
    "R-VOT-04": "#3 none",
    "R-VOT-05": "yes",
    "R-VOT-06": "no",
    "R-VOT-08": "3 yes",
    "R-VOT-11": "no",
    "R-RES-01": "10|7",
    "R-RES-02": "3",
    "R-RES-03": "#3",
    "R-RES-04": "yes no",
    "R-RES-05": "6 6 1/1",
    "R-RES-07": "-|2027-02-28 -|90",
    "R-RES-09": "20",
}
SUPERVISION = {
    "R-SUP-01": "mid_year 01/03",
    "R-SUP-02": "60 #3",
    "R-SUP-03": "2 2 2 1",
    "R-SUP-04": "yes",
    "R-SUP-05": "#7",
    "R-SUP-06": "15 10",
    "R-SUP-07": "5",
    "R-SUP-08": "yes",
    "R-SUP-09": "5",
    "R-SUP-10": "15",
    "R-SUP-11": "1/1 #5",
    "R-SUP-12": "1/1 #3",
    "R-SUP-13": "15,7,3,0 7",
    "R-SUP-14": "15 30",
    "R-SUP-15": "#9 15",
    "R-SUP-16": "30/06,31/12",
    "R-SUP-17": "9/10",
    "R-SUP-18": "17/20|4/5",
    "R-SUP-19": "3",
    "R-SUP-20": "1",
    "R-SUP-21": "2",
    "R-QUE-01": "#4 1",
    "R-QUE-02": "3 90|30",
    "R-QUE-03": "10",
    "R-QUE-05": "#5|#3",
    "R-QUE-06": "1 3 2",
    "R-QUE-07": "5 20",
    "R-QUE-08": "10",
    "R-QUE-09": "3 20",
    "R-QUE-10": "3",
    "R-QUE-11": "#4 30/06,31/12",
    "R-QUE-12": "7",
    "R-QUE-13": "1/1",
    "R-EXP-01": "2",
    "R-EXP-02": "3 30",
    "R-EXP-04": "7",
    "R-CON-01": "1 3 year_end",
    "R-CON-02": "yes|no #6",
    "R-CON-03": "#3 6",
    "R-CON-04": "1",
    "R-CON-05": "30 20 15 10",
    "R-CON-06": "#3",
    "R-CON-07": "ballots_collected",
    "R-CON-08": "1/2",
    "R-CON-09": "2/3",
    "R-CON-10": "1/3 #3",
    "R-CON-11": "1/2 #2",
    "R-CON-13": "no",
}
PEOPLE = {
    "R-VC-01": "4",
    "R-VC-02": "2",
    "R-VC-03": "7",
    "R-VC-04": "5 3",
    "R-VC-05": "3",
    "R-VC-06": "#2",
    "R-VC-07": "#3",
    "R-PET-01": "1/1 5",
    "R-PET-02": "#5",
    "R-PET-03": "5",
    "R-PET-04": "40 50 30 1 #3",
    "R-PET-05": "5 10",
    "R-PET-06": "3",
    "R-PET-07": "12",
    "R-PET-08": "1/10 5",
    "R-PET-09": "1/5",
    "R-PET-10": "9/10",
    "R-PET-11": "2 3",
    "R-PET-12": "2 2",
    "R-PET-13": "2",
    "R-CR-01": "1/1 2 4",
    "R-CR-02": "1|2",
    "R-CR-03": "31/12 5",
    "R-CR-04": "yes",
    "R-CR-05": "10",
    "R-CR-06": "5",
    "R-CR-07": "#4",
    "R-CR-08": "#2",
    "R-CR-09": "5 2 10 5",
    "R-LET-01": "1 1/1",
    "R-LET-02": "5 10",
    "R-LET-03": "#5",
    "R-LET-04": "5",
    "R-LET-05": "1",
    "R-LET-06": "10 15,30",
    "R-LET-09": "2",
    "R-LET-10": "5",
    "R-CPL-01": "90",
    "R-CPL-02": "10",
    "R-CPL-03": "30 45 45 60",
    "R-CPL-04": "45 60 60 70",
    "R-CPL-05": "30 45",
    "R-CPL-06": "3 7",
    "R-CPL-08": "#2",
    "R-DEN-01": "7 10",
    "R-DEN-02": "30 30 1 2",
    "R-DEN-04": "5 7",
    "R-DEN-05": "#3",
    "R-DEN-06": "#4",
    "R-DEN-08": "1",
    "R-DEN-09": "yes",
}
RESULTS = {
    "R-EVA-01": "01/01",
    "R-EVA-02": "1/5 1 4/5",
    "R-EVA-03": "#6 05/12 10/12 20/12 31/12",
    "R-EVA-04": "20/12",
    "R-EVA-05": "#4 5",
    "R-EVA-06": "20",
    "R-EVA-07": "3",
    "R-EVA-08": "3/10 1/2",
    "R-EVA-09": "#2 #2",
    "R-EVA-10": "5 10",
    "R-EVA-11": "no|- 90,80,65,50|- 1/4|-",
    "R-TGT-01": "1/1",
    "R-TGT-02": "1/1 1/1 1/1",
    "R-TGT-04": "1/1",
    "R-TGT-05": "1/1 1/1",
    "R-TGT-06": "1",
    "R-TGT-07": "1/1",
    "R-TGT-08": "1/1 1/1 7",
    "R-TGT-09": "1/1",
    "R-TGT-10": "1",
    "R-TGT-11": "20/12",
    "R-EXC-01": "1",
    "R-EXC-02": "12",
    "R-EXC-03": "private",
    "R-EXC-04": "5",
    "R-EXC-05": "10",
    "R-CAL-06": "11",
    "R-CAL-07": "no",
    "R-CAL-10": "01/12",
    "R-CAL-11": "07:30 17:00 08:00",
    "R-SEC-05": "72",
    "R-SEC-06": "15 2",
}
REGISTER = {**ORGANISATION, **SESSIONS, **SUPERVISION, **PEOPLE, **RESULTS}
WITHOUT_VALUE = {
    "R-ORG-03": "an exception to R-ORG-02: after a merger more delegates are only remarked",
    "R-ORG-07": "who may not hold two posts at once: a check of posts",
    "R-ORG-09": "the council decides at its next session: a step, no day count",
    "R-ORG-10": "a suspension on the day of an event: a step",
    "R-ORG-13": "one person with several mandates: the shape of the data",
    "R-SES-02": "which session decides the plan: a step of the agenda",
    "R-VOT-07": "disputed articles are voted on before the whole: an order of steps",
    "R-VOT-09": "no link from voter to ballot may exist: the shape of the data",
    "R-VOT-10": "numbers of ballots that must agree: a check of counts (Ballots)",
    "R-RES-06": "resolutions of the old provinces are marked until replaced: a state without a term",
    "R-RES-08": "the opinion of the Front is recorded: a step",
    "R-QUE-04": "the respondent answers in person: a check of persons",
    "R-EXP-03": "earlier conclusions are reported first: a slot of the agenda",
    "R-CON-12": "announced and fixed at the same session: a step",
    "R-VC-08": "shares of places and people are shown: figures without a limit",
    "R-PET-14": "one code and one responsible level at any time: the shape of the data",
    "R-PET-15": "a merged petition keeps the earliest day: the shape of the data",
    "R-CR-10": "a dialogue for a flagged case: a step",
    "R-LET-07": "a mixed letter is split by kind: a step",
    "R-LET-08": "a letter sent to many places is filed: a step",
    "R-CPL-07": "a complaint may be withdrawn at any time: a step",
    "R-DEN-03": "an extension needs a decision that both sides are told of: a step",
    "R-DEN-07": "a withdrawn denunciation may go on: a step",
    "R-TGT-03": "points to R-SUP-03 and R-EXP-01, whose numbers stand there",
}
BY_RULE = {
    rule: [parameter for parameter in national_book() if parameter.rule == rule]
    for rule in {parameter.rule for parameter in national_book()}
}


def token(parameter):
    shown = [one_level(parameter, level) for level in law.Level]
    return shown[0] if shown[0] == shown[1] else "|".join(shown)


def one_level(parameter, level):
    if level not in parameter.levels:
        return "-"
    value = parameter.dated(DAY).by_level[level]
    return f"#{len(value)}" if parameter.unit is law.Unit.OPTIONS else written(value)


def test_the_register_knows_every_rule_of_every_section():
    every = {f"R-{section}-{number:02d}" for section, last in SECTIONS.items() for number in range(1, last + 1)}

    assert {rule for rule in REGISTER if rule[2:].partition("-")[0] in SECTIONS} | set(WITHOUT_VALUE) == every
    assert set(REGISTER) & set(WITHOUT_VALUE) == set()


def test_every_rule_with_a_value_stands_in_the_book():
    assert set(BY_RULE) - set(REGISTER) == set()
    assert set(REGISTER) - set(BY_RULE) == set()


@pytest.mark.parametrize("rule", sorted(REGISTER))
def test_a_rule_has_the_values_of_the_register(rule):
    assert Counter(token(parameter) for parameter in BY_RULE.get(rule, ())) == Counter(REGISTER[rule].split())


def test_every_rule_with_a_value_stands_in_the_paper_with_source_and_confidence():
    rows = [line.split(" | ") for line in render().splitlines() if line.startswith("| R-") and "<br>`" in line]

    assert {row[0].removeprefix("| ") for row in rows} == set(REGISTER)
    assert [row[1] for row in rows if not row[6].strip() or row[8] not in ("cao", "vừa", "**thấp**")] == []


def test_what_is_not_sure_is_marked_low():
    unsure = (
        "organisation.seats.special_zone.first",
        "questioning.notice_months",
        "supervision.report_after_days",
        "petitions.sample_share",
        "questioning.written_answer_limit_days",
        "reception.chair_days_per_month",
    )

    assert [national_book()[key].dated(DAY).source.confidence for key in unsure] == ["L"] * len(unsure)


def test_a_reason_is_a_sentence():
    assert [rule for rule, reason in WITHOUT_VALUE.items() if len(reason.split()) < 5] == []
