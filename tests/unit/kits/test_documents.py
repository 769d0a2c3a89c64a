"""A page or an e-mail of the kit as a document: whatever is written as a whole is what single deeds would have made."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.kernel.errors import InputError
from shared.kits import documents, rules
from shared.kits.documents import document_of, write_document, written_in
from shared.kits.editing import Kind, Where, added, document, governed, moved, removed, retitled, stands
from shared.kits.edition import KitContent, bundled_edition
from shared.kits.errors import KitChanged
from shared.kits.kits import Kits
from shared.kits.rules import check
from shared.sites.banner import Language
from shared.sites.blocks import Policy, Text
from tests.builders import NOON
from tests.examples import at_night
from tests.fakes.kits import InMemoryKitStore
from tests.unit.kits.builders import CHARTER, an_edition

KIT = bundled_edition().content
HOME = Where(kind=Kind.PAGE, language=Language.FRENCH, name="home")
WELCOME = Where(kind=Kind.MAIL, language=Language.ENGLISH, name="welcome")
EVERYWHERE = [
    Where(kind=kind, language=language, name=each.name)
    for kind, some in ((Kind.PAGE, KIT.pages), (Kind.MAIL, KIT.mails))
    for language in Language
    for each in some[language]
]


def spelt(where: Where = HOME, content: KitContent = KIT) -> dict[str, Any]:
    """Return a page or an e-mail as a document."""
    return deepcopy(document_of(content, where, revision=0))


def bare(block: dict[str, Any]) -> dict[str, Any]:
    """Return a block without a name, as a new one is written."""
    return {name: value for name, value in block.items() if name != "id"}


@given(where=st.sampled_from(EVERYWHERE))
def test_the_kit_comes_back_from_its_documents(where: Where) -> None:
    assert written_in(spelt(where), KIT, where) == KIT
    assert written_in({}, KIT, where) == KIT


@settings(max_examples=at_night(60), deadline=None)
@given(where=st.sampled_from([where for where in EVERYWHERE if not where.is_confirmation]), data=st.data())
def test_blocks_written_in_another_order_are_so_in_every_language_and_may_be_published(
    where: Where, data: st.DataObject
) -> None:
    page = spelt(where)
    gone = {block.id for block in document(KIT, where).blocks if not stands(where, block) and data.draw(st.booleans())}
    kept = [block for block in page["blocks"] if block["id"] not in gone] or page["blocks"]
    page["blocks"] = data.draw(st.permutations(kept))

    after = written_in(page, KIT, where)

    names = [block["id"] for block in page["blocks"]]
    for language in Language:
        there = replace(where, language=language)
        assert [block.id for block in document(after, there).blocks] == names
        assert set(document(after, there).blocks) <= set(document(KIT, there).blocks)
    check(after)


@pytest.mark.parametrize("where", [HOME, WELCOME], ids=["page", "mail"])
def test_a_document_says_at_once_what_the_consoles_deeds_say_one_by_one(where: Where) -> None:
    page = spelt(where)
    first, last = page["blocks"][0]["id"], page["blocks"][-1]["id"]
    ours = Text(id="neuf", policy=Policy.DEFAULT, title="Neuf", body="Nouveau")
    words = (
        {"title": "Un", "description": "Deux", "menu": ""}
        if where.kind is Kind.PAGE
        else {"subject": "Un", "preview": "Deux"}
    )

    page["blocks"].insert(1, {"kind": "text", "title": "Neuf", "body": "Nouveau"})
    page["blocks"].pop()
    page["blocks"][0]["policy"] = "locked"
    page["blocks"][0], page["blocks"][1] = page["blocks"][1], page["blocks"][0]
    after = written_in({**page, **words}, KIT, where)

    deeds = removed(governed(added(KIT, where, ours, after=first), where, first, Policy.LOCKED), where, last)
    assert after == retitled(moved(deeds, where, first, by=1), where, **words)


def test_a_kit_that_could_not_be_kept_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "LARGEST", 1000)

    with pytest.raises(InputError, match="kit: it is too long"):
        written_in({"title": "Un"}, KIT, HOME)


def test_what_was_published_meanwhile_stands_already_when_it_is_sent_again() -> None:
    kits = Kits(store=InMemoryKitStore())
    kits.store.add(an_edition())
    sent = {**spelt(content=an_edition().content), "revision": 4}

    assert write_document(sent, HOME, kits=kits, by="anne", at=NOON).revision == 0
    with pytest.raises(KitChanged):
        write_document({**sent, "title": "Autre"}, HOME, kits=kits, by="anne", at=NOON)
    with pytest.raises(KitChanged):
        write_document({**sent, "title": ""}, HOME, kits=kits, by="anne", at=NOON)
    assert kits.store.draft() is None


def test_the_first_word_of_a_draft_is_told_and_no_other() -> None:
    kits, told = Kits(store=InMemoryKitStore()), list[str]()

    for title in ("Un", "Deux"):
        standing = kits.store.draft()
        sent = {"title": title, "revision": standing.revision if standing else 0}
        write_document(sent, HOME, kits=kits, by="anne", at=NOON, begun=lambda: told.append("begun"))

    assert told == ["begun"]


def test_headquarters_writes_what_a_nation_finds_locked() -> None:
    where = replace(HOME, name="donate")
    page = spelt(where)
    law = next(block for block in page["blocks"] if block["policy"] == "locked" and "body" in block)
    law["body"] = "Ce que dit la loi, autrement."

    assert law["body"] in str(document(written_in(page, KIT, where), where))


def test_two_new_blocks_never_share_a_name() -> None:
    page = spelt()
    charter = next(block for block in page["blocks"] if block["id"] == CHARTER)
    page["blocks"] += [bare(charter), bare(charter)]

    names = [block.id for block in document(written_in(page, KIT, HOME), HOME).blocks]

    assert len(names) == len(set(names)) == len(page["blocks"])


def test_the_documents_of_a_nation_and_of_the_kit_are_of_one_form() -> None:
    assert documents.said_of(document(KIT, HOME)).keys == ("page", "revision", "title", "description", "menu", "blocks")
    assert documents.said_of(document(KIT, WELCOME)).keys == ("mail", "revision", "subject", "preview", "blocks")
