"""A block is written in a form: what it shows, what becomes of what was typed, and what is wrong with it, by field."""

from __future__ import annotations

from dataclasses import fields as fields_of
from typing import Any

import pytest

from shared.console.block_form import (
    BlockFaults,
    Choices,
    Typed,
    blank,
    block_in,
    form_of,
    name_of,
    reworked,
    typed_in,
    typed_of,
)
from shared.console.words import LANGUAGES, catalogue_of
from shared.mail.kit import load_mail_kit
from shared.sites.banner import TEMPLATES, Language
from shared.sites.blocks import KINDS, Block, Cards, Item, Policy, Survey
from shared.sites.blocks.reading import FAULTS
from shared.sites.blocks.shape import Asks, shape_of
from shared.sites.kit import load_kit
from shared.sites.placeholders import NAMES

PAGES = ("home", "join", "events", "survey", "petition", "volunteer", "pledge", "proxy", "confirm")


def posted(typed: Typed) -> dict[str, str]:
    """Return the fields that a browser sends for a form, with the line ends that browsers send."""
    form = form_of(typed, choices=Choices())
    fields = (*form.fields, *(field for each in form.lists for entry in each.entries for field in entry))
    return {field.name: field.value.replace("\n", "\r\n") for field in fields}


def made(called: str, **fields: str) -> Block:
    """Return the block of the kind that was typed into some fields of a form."""
    form = {f"block.{name.replace('__', '.')}": text for name, text in fields.items()}
    return block_in(typed_in(form, called), block_id="one", policy=Policy.FREE, pages=PAGES)


def faults(called: str, **fields: str) -> dict[str, str]:
    """Return what is wrong, by field."""
    with pytest.raises(BlockFaults) as raised:
        made(called, **fields)
    return raised.value.by_field


@pytest.mark.parametrize("language", Language)
def test_every_block_of_the_kit_comes_back_from_its_form_as_it_was(language: Language) -> None:
    pages = {page.name for page in load_kit(language).pages} | {"confirm"}
    blocks = [block for page in load_kit(language).pages for block in page.blocks]
    blocks += [block for mail in load_mail_kit(language).templates for block in mail.blocks]

    back = [
        block_in(
            typed_in(posted(typed_of(block)), block.kind),
            block_id=block.id,
            policy=block.policy,
            pages=pages,
            before=block,
        )
        for block in blocks
    ]

    assert back == blocks


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_of_every_kind_is_asked_for(kind: str) -> None:
    shape = shape_of(kind)
    asked = {field.name for field in shape.fields} | {entries.name for entries in shape.lists}

    assert asked == {field.name for field in fields_of(KINDS[kind])} - {"id", "policy"}
    assert len(form_of(blank(kind), choices=Choices()).lists) == len(shape.lists)


def test_lists_grow_shrink_and_move_by_buttons_alone() -> None:
    typed = typed_of(Cards(id="a", policy=Policy.FREE, title="T", cards=(Item(title="one"), Item(title="two"))))

    def titles(*deeds: str) -> list[str]:
        after = typed
        for deed in deeds:
            worked = reworked(after, deed)
            assert worked is not None
            after = worked
        return [entry.get("title", "") for entry in after.entries["cards"]]

    assert titles("add:cards") == ["one", "two", ""]
    assert titles("up:cards:1") == titles("down:cards:0") == ["two", "one"]
    assert titles("remove:cards:0") == ["two"]
    assert titles("up:cards:0") == titles("down:cards:1") == titles("remove:cards:9") == ["one", "two"]
    assert reworked(typed, "save") is None
    assert reworked(typed, "add:steps") is None


def test_entries_are_in_the_order_of_the_form_and_those_without_a_word_are_left_out() -> None:
    block = made("cards", title="T", cards__10__title="last", cards__2__title="first", cards__3__title=" ")

    assert isinstance(block, Cards)
    assert [card.title for card in block.cards] == ["first", "last"]


def test_what_nobody_asks_for_is_not_taken() -> None:
    assert made("text", body="Hi", policy="locked", kind="hero").policy is Policy.FREE


@pytest.mark.parametrize(
    ("kind", "typed", "fault"),
    [
        ("text", {"body": "  "}, {"body": "empty"}),
        ("quote", {"text": "a" * 4000, "author": "b"}, {"text": "long"}),
        ("counter", {"counter": "supporters", "label": "x", "goal": "many"}, {"goal": "number"}),
        ("counter", {"counter": "../x", "label": "x"}, {"counter": "counter"}),
        ("form", {"form": "spy", "title": "t", "label": "l"}, {"form": "choice"}),
        ("action", {"title": "t", "label": "l", "target": "javascript:alert(1)"}, {"target": "target"}),
        ("hero", {"title": "t", "label": "Go"}, {"target": "alone"}),
        ("image", {"image": "https://elsewhere.example/x.png", "alt": "a"}, {"image": "picture"}),
        ("cards", {"title": "t"}, {"cards": "none"}),
        ("cards", {"title": "", "cards__4__body": "b"}, {"title": "empty", "cards.0.title": "empty"}),
    ],
    ids=lambda each: each if isinstance(each, str) else "-".join(each),
)
def test_each_fault_stands_beside_its_field(kind: str, typed: dict[str, str], fault: dict[str, str]) -> None:
    assert faults(kind, **typed) == fault


def test_a_question_with_a_choice_needs_two_answers() -> None:
    asked: dict[str, Any] = {"title": "t", "label": "l", "questions__0__text": "Why?", "questions__0__kind": "choice"}

    assert faults("survey", **asked, questions__0__options="one\r\n \r\n") == {"questions.0.options": "options"}
    block = made("survey", **asked, questions__0__options="one\r\ntwo")
    assert isinstance(block, Survey)
    assert block.questions[0].options == ("one", "two")


def test_a_question_keeps_its_name_when_its_text_changes_and_a_new_one_gets_its_own() -> None:
    asked: dict[str, Any] = {"title": "t", "label": "l"}
    for number, (name, text) in enumerate(
        (("why", "Pourquoi ?"), ("", "Où ça ?"), ("why", "Again?"), ("A/b", "Où ça"))
    ):
        entry = {"id": name, "text": text, "kind": "text"}
        asked |= {f"questions__{number}__{field}": value for field, value in entry.items()}

    block = made("survey", **asked)

    assert isinstance(block, Survey)
    assert [question.id for question in block.questions] == ["why", "ou-ca", "again", "ou-ca-2"]


def test_the_form_shows_what_may_be_chosen_and_what_is_wrong() -> None:
    typed = typed_in({"block.title": "t", "block.label": "Go"}, "hero")

    form = form_of(typed, choices=Choices(pages=(("join", "Join us"),)), faults={"target": "alone"})

    (target,) = [field for field in form.fields if field.asks is Asks.TARGET]
    assert (target.options, target.fault, target.required) == ((("join", "Join us"),), "alone", False)


def test_names_are_made_of_words_and_never_taken_twice() -> None:
    assert name_of("Où ça, Ève ?", ()) == "ou-ca-eve"
    assert name_of("a", ("a", "a-2")) == "a-3"
    assert name_of("日本", ()) == "entry"


def test_an_address_that_is_written_goes_before_the_page_that_is_chosen() -> None:
    fields = {"title": "t", "label": "Go", "target": "join"}

    assert getattr(made("hero", **fields), "target", "") == "join"
    assert getattr(made("hero", **fields, target__address="https://a.example/"), "target", "") == "https://a.example/"
    assert faults("hero", **fields, target__address="javascript:alert(1)") == {"target": "target"}


@pytest.mark.parametrize("written", ["{prenom}", "Bonjour {candidat} !", "{Candidate}", "{first_name}", "{prénom}"])
def test_a_word_in_braces_that_is_no_fact_is_refused(written: str) -> None:
    assert faults("text", body=written) == {"body": "placeholder"}
    assert faults("cards", title="Ici", cards__0__title="Ici", cards__0__body=written)["cards.0.body"] == "placeholder"


@pytest.mark.parametrize("written", ["{candidate}, {slogan}", "{", "{ }", "a {b c} d", "{1}", "f(x) = {x, y}", "{{"])
def test_a_fact_and_a_brace_that_is_only_a_brace_are_kept(written: str) -> None:
    block = made("text", body=written)

    assert getattr(block, "body", "") == written


def test_the_fault_names_the_facts_that_are_known() -> None:
    for language in LANGUAGES:
        told = catalogue_of(language, TEMPLATES)["fault_block_placeholder"].format()
        assert [name for name in NAMES if f"{{{name}}}" not in told] == []
    assert all(f"{{{name}}}" in FAULTS["placeholder"][1] for name in NAMES)
