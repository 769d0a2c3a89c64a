"""What somebody typed into forms, told beside what was asked."""

from __future__ import annotations

from typing import Any

import pytest

from shared.actions.telling import LONG, Told, told_by
from shared.actions.timeline import Activity
from shared.people.person import Person, nation_holder, person_id
from shared.sites.matters import Matters
from shared.sites.placeholders import NAMES, Wording
from tests.builders import NOON
from tests.unit.sites.test_matters import a_survey

LUC = Person(
    holder=nation_holder("paris-6"),
    person_id=person_id("luc@example.org"),
    values={"given_name": "Luc", "family_name": "Dupont", "email": "luc@example.org", "commune": "Paris"},
)
MATTERS = Matters(
    pages=(a_survey(("wish", "What first?"), ("next", "And then?")),),
    events=(),
    editions={},
    voice=Wording(dict.fromkeys(NAMES, "")),
)


def told(action: str, said: dict[str, Any], *, target: str = "", matters: Matters | None = None) -> list[Told]:
    done = Activity(at=NOON, action=action, page=action, target=target, said={"email": "luc@example.org", **said})
    return list(told_by(done, LUC, language="en", matters=matters))


@pytest.mark.parametrize(
    ("action", "said", "lines"),
    [
        (
            "contact",
            {"message": "Come\nand see.", "subject": "The bridge", "name": "Luc Dupont"},
            [("Subject", "The bridge"), ("Your message", "Come\nand see.")],
        ),
        (
            "volunteer",
            {"days": ["monday", "sunday"], "skills": ["doors", "driving"], "hours": "two"},
            [
                ("What you like doing", "Going from door to door, Driving"),
                ("Which days", "Monday, Sunday"),
                ("How many hours a week", "two"),
            ],
        ),
        ("pledge", {"plan": "proxy"}, [("When will you vote?", "By proxy")]),
        (
            "proxy",
            {"role": "gives", "commune": "Lyon", "round": "both"},
            [("You are here to", "Have somebody vote for you"), ("Town", "Lyon"), ("For which round", "Both rounds")],
        ),
        ("join", {"given_name": "Luc", "commune": "Paris"}, []),
        ("join", {"phone": "+33612345678"}, [("Phone", "+33612345678")]),
        ("sign", {"show_name": True}, [("Show my first name and town among those who signed", True)]),
        ("yodel", {"pitch": "high"}, [("pitch", "high")]),
    ],
    ids=["contact", "volunteer", "pledge", "proxy", "known", "another-number", "tick", "unknown"],
)
def test_what_the_profile_does_not_say_is_told_in_the_order_of_the_form(
    action: str, said: dict[str, Any], lines: list[tuple[str, str | bool]]
) -> None:
    assert [(line.asked, line.answer) for line in told(action, said)] == lines


def test_a_surveys_answers_stand_beside_its_questions() -> None:
    said = {"question.next": "Rest.", "question.wish": "The bridge.", "question.gone": "Yes."}

    lines = told("answer", said, target="priorities", matters=MATTERS)

    assert [(line.asked, line.answer) for line in lines] == [
        ("What first?", "The bridge."),
        ("And then?", "Rest."),
        ("gone", "Yes."),
    ]


def test_an_answer_of_several_lines_or_of_many_characters_is_long() -> None:
    lines = [told("contact", {"message": text})[0] for text in ("short", "two\nlines", "x" * (LONG + 1), "x" * LONG)]

    assert [line.is_long for line in lines] == [False, True, True, False]
