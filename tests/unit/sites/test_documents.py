"""A page as a document: every page comes back from its own, and all that is wrong with one is told in its place."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from shared.kernel.errors import InputError
from shared.sites.banner import Language
from shared.sites.blocks import Policy, Text
from shared.sites.documents import document_of, page_in, revision_in, seen_in
from shared.sites.drafting import LARGEST, MOST_BLOCKS
from shared.sites.drafts import Draft
from shared.sites.kit import load_kit

if TYPE_CHECKING:
    from shared.sites.pages import Page

KIT = load_kit()
PAGES = {page.name for page in KIT.pages} | {"confirm"}
OWN = Text(id="own", policy=Policy.FREE, body="Nos mots")


def page(name: str = "home") -> Page:
    """Return a page with one block of the nation's own at its end."""
    found = next(each for each in KIT.pages if each.name == name)
    return replace(found, blocks=(*found.blocks, OWN))


def spelt(standing: Page) -> dict[str, Any]:
    """Return a page's document."""
    draft = Draft(page=standing, base=standing, revision=3, by="member", at=datetime(2027, 5, 1, tzinfo=UTC))
    return deepcopy(document_of(draft))


def read(document: object, standing: Page | None = None) -> Page:
    """Return the page that a document makes of the one that stands."""
    return page_in(document, standing or page(), pages=PAGES, place="home.json")


def faults(document: object, standing: Page | None = None) -> list[str]:
    """Return the places of all that is wrong."""
    with pytest.raises(InputError) as raised:
        read(document, standing)
    assert all(fault.reason and fault.remedy for fault in raised.value.faults)
    return [fault.place for fault in raised.value.faults]


@pytest.mark.parametrize("language", Language)
def test_every_page_of_the_kit_comes_back_from_its_document(language: Language) -> None:
    for each in load_kit(language).pages:
        assert read(spelt(each), each) == each


def test_words_and_blocks_are_written_and_policies_stay() -> None:
    document = spelt(page())
    document["title"] = "Avec  nous"
    hero = next(block for block in document["blocks"] if block["kind"] == "hero")
    hero["title"] = "Le 6e, d’une seule voix"

    after = read(document)

    assert after.heading.title == "Avec nous"
    assert [block.policy for block in after.blocks] == [block.policy for block in page().blocks]
    (changed,) = [block for block in after.blocks if block not in page().blocks]
    assert getattr(changed, "title", "") == "Le 6e, d’une seule voix"


def test_what_a_document_leaves_out_stays() -> None:
    assert read({}) == page()
    assert read({"title": "Autre"}).blocks == page().blocks


def test_a_block_without_an_id_is_new_and_the_nations_own() -> None:
    document = spelt(page())
    document["blocks"].insert(1, {"kind": "quote", "text": "Oui.", "author": "Marie"})
    document["blocks"].append({"kind": "text", "title": "Own", "body": "Encore"})

    after = read(document)

    assert (after.blocks[1].id, after.blocks[1].policy) == ("quote", Policy.FREE)
    assert (after.blocks[-1].id, after.blocks[-1].policy) == ("own-2", Policy.FREE)


def test_a_block_of_ones_own_is_taken_away_and_moved() -> None:
    without, first = spelt(page()), spelt(page())
    without["blocks"].pop()
    first["blocks"].insert(0, first["blocks"].pop())

    assert read(without).blocks == page().blocks[:-1]
    assert read(first).blocks == (OWN, *page().blocks[:-1])


def test_the_kits_blocks_stay_and_stay_in_their_order() -> None:
    gone, swapped = spelt(page()), spelt(page())
    kept = gone["blocks"].pop(0)
    swapped["blocks"][:2] = reversed(swapped["blocks"][:2])

    assert faults(gone) == [f"home.json, block {kept['id']}"]
    assert faults(swapped) == ["home.json, blocks"]


def test_what_headquarters_locked_stays_word_for_word() -> None:
    standing = next(each for each in KIT.pages if any(block.policy is Policy.LOCKED for block in each.blocks))
    document = spelt(standing)
    number, locked = next((n, b) for n, b in enumerate(document["blocks"], start=1) if b["policy"] == "locked")
    text = next(
        name for name, value in locked.items() if isinstance(value, str) and name not in {"id", "policy", "kind"}
    )
    locked[text] = "Autre chose"

    with pytest.raises(InputError, match="HQ locked it") as raised:
        read(document, standing)
    assert raised.value.faults[0].place == f"home.json, block {number} ({locked['id']})"


def test_every_fault_is_told_in_its_place() -> None:
    document = spelt(page())
    document |= {"title": "", "colour": "red", "page": "join"}
    document["blocks"] += [
        {"kind": "text"},
        {"kind": "text", "body": 5},
        {"kind": "text", "body": "Oui", "size": "large"},
        {"kind": "cards", "title": "Trois", "cards": [{"title": "Un"}, {"title": "x" * 300}, "trois"]},
        {"kind": "cards", "title": "Trois", "cards": [{"title": "Un"}, {"title": "x" * 300}]},
        {"kind": "action", "title": "Oui", "label": "Ici", "target": "javascript:alert(1)"},
        {"kind": "form", "form": "join", "title": "Oui", "label": "Ici", "goal": "many"},
        {"kind": "hero", "title": "Encore un"},
        {"kind": "carousel"},
        {"kind": "text", "id": "No!", "body": "Oui"},
        {"kind": "text", "id": "own", "body": "Oui", "policy": "locked"},
        {"kind": "text", "id": "own", "body": "Oui"},
    ]
    first = len(page().blocks) + 1

    assert faults(document) == [
        "home.json, colour",
        "home.json, page",
        "home.json, title",
        f"home.json, block {first} (text), body",
        f"home.json, block {first + 1} (text), body",
        f"home.json, block {first + 2} (text), size",
        f"home.json, block {first + 3} (cards), cards 3",
        f"home.json, block {first + 4} (cards), cards 2, title",
        f"home.json, block {first + 5} (action), target",
        f"home.json, block {first + 6} (form), goal",
        f"home.json, block {first + 7} (hero)",
        f"home.json, block {first + 8}",
        f"home.json, block {first + 9} (No!)",
        f"home.json, block {first + 10} (own), policy",
        f"home.json, block {first + 11}",
    ]


@pytest.mark.parametrize(
    "document",
    [
        [],
        "page",
        None,
        {"blocks": []},
        {"blocks": "text"},
        {"blocks": [{"kind": "text", "body": "x"}] * (MOST_BLOCKS + 1)},
    ],
    ids=["a list", "a text", "nothing", "no blocks", "no list", "too many"],
)
def test_what_is_no_page_is_refused(document: object) -> None:
    assert len(faults(document)) == 1


def test_a_page_that_no_item_could_hold_is_refused() -> None:
    block = {"kind": "text", "body": "x" * 12_000}

    with pytest.raises(InputError, match="too large"):
        read(spelt(page()) | {"blocks": [*spelt(page())["blocks"], *[block] * (LARGEST // 12_000 + 1)]})


@pytest.mark.parametrize("told", [-1, True, "3", None, 1.5], ids=repr)
def test_a_revision_that_is_none_counts_as_none(told: object) -> None:
    assert revision_in({"revision": told}) == 0
    assert revision_in({"revision": 3}) == 3
    assert revision_in([]) == 0


def test_a_document_that_tells_no_revision_was_read_nowhere() -> None:
    assert (seen_in({"revision": 0}), seen_in({"revision": 3})) == (0, 3)
    assert (seen_in({}), seen_in([])) == (None, None)


def test_a_word_in_braces_that_is_no_fact_is_refused_in_its_place() -> None:
    document = spelt(page())
    document["title"] = "Avec {prenom}"
    document["blocks"][-1]["body"] = "Bonjour {prenom}"

    last = len(document["blocks"])
    assert faults(document) == ["home.json, title", f"home.json, block {last} (own), body"]
