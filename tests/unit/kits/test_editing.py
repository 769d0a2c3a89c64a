"""What HQ may do to the kit, and what no edition may be without."""

from __future__ import annotations

from dataclasses import replace

import pytest

from shared.kernel.errors import InputError
from shared.kits.editing import (
    DocumentUnknown,
    Kind,
    Where,
    added,
    block_of,
    document,
    governed,
    moved,
    removed,
    retitled,
    written,
)
from shared.kits.edition import KitContent, bundled_edition
from shared.kits.rules import check
from shared.sites.banner import Language
from shared.sites.blocks import Policy, Text
from tests.unit.kits.builders import CHARTER, a_charter, a_line, an_edition, with_block

KIT = bundled_edition().content
HOME = Where(kind=Kind.PAGE, language=Language.FRENCH, name="home")
WELCOME = Where(kind=Kind.MAIL, language=Language.ENGLISH, name="welcome")


def names(content: KitContent, where: Where) -> list[list[str]]:
    """Return the blocks by name in every language."""
    return [
        [block.id for block in document(content, replace(where, language=language)).blocks] for language in Language
    ]


def test_words_are_written_in_one_language_and_keep_their_policy() -> None:
    after = written(KIT, HOME, a_charter("Nouveau", Policy.FREE))

    assert block_of(document(after, HOME), CHARTER) == a_charter("Nouveau", Policy.DEFAULT)
    english = replace(HOME, language=Language.ENGLISH)
    assert document(after, english) == document(KIT, english)


def test_a_block_stays_of_its_kind() -> None:
    with pytest.raises(InputError, match="would be of another kind"):
        written(KIT, HOME, Text(id=CHARTER, policy=Policy.DEFAULT, body="Texte"))


def test_a_page_and_an_e_mail_are_retitled() -> None:
    page = document(retitled(KIT, HOME, title="Titre", description="Phrase", menu=""), HOME)
    mail = document(retitled(KIT, WELCOME, subject="Subject", preview="Preview"), WELCOME)

    assert getattr(page, "heading").title == "Titre"  # noqa: B009 - a page or an e-mail
    assert getattr(mail, "envelope").subject == "Subject"  # noqa: B009 - a page or an e-mail
    with pytest.raises(InputError, match="title: it is empty"):
        retitled(KIT, HOME, title=" ", description="Phrase", menu="")


@pytest.mark.parametrize("where", [HOME, WELCOME], ids=["page", "mail"])
def test_blocks_are_added_moved_and_removed_in_every_language(where: Where) -> None:
    first = document(KIT, where).blocks[0].id

    with_it = added(KIT, where, a_line("Nouveau"), after=first)
    assert [each[:2] for each in names(with_it, where)] == [[first, "ours"]] * 2

    up = moved(with_it, where, "ours", by=-1)
    assert [each[0] for each in names(up, where)] == ["ours"] * 2
    assert moved(up, where, "ours", by=-1) == up
    assert names(removed(up, where, "ours"), where) == names(KIT, where)


def test_a_name_stands_once_on_a_page() -> None:
    with pytest.raises(InputError, match="there is no room"):
        added(KIT, HOME, a_line("Encore", name=CHARTER))


@pytest.mark.parametrize(("page", "block"), [("join", "form"), ("thanks", "join"), ("legal", "legal")])
def test_what_a_form_or_the_law_stands_on_is_not_removed(page: str, block: str) -> None:
    where = replace(HOME, name=page)
    found = next(each.id for each in document(KIT, where).blocks if block in (each.id, each.kind))

    with pytest.raises(InputError, match="a form or the law stands on it"):
        removed(KIT, where, found)


def test_a_block_changes_hands_in_every_language_unless_it_is_law() -> None:
    after = governed(KIT, HOME, CHARTER, Policy.LOCKED)

    assert all(
        block_of(document(after, replace(HOME, language=language)), CHARTER).policy is Policy.LOCKED
        for language in Language
    )
    law = next(
        block.id for block in document(KIT, replace(HOME, name="donate")).blocks if block.policy is Policy.LOCKED
    )
    with pytest.raises(InputError, match="law, data or consent"):
        governed(KIT, replace(HOME, name="donate"), law, Policy.FREE)


def test_what_the_kit_does_not_have_is_said_to_be_missing() -> None:
    for deed in (
        lambda: document(KIT, replace(HOME, name="nowhere")),
        lambda: moved(KIT, HOME, "nobody", by=1),
        lambda: written(KIT, HOME, a_line("Texte")),
    ):
        with pytest.raises(DocumentUnknown, match="the kit has no"):
            deed()


def test_the_bundled_kit_and_what_is_made_of_it_may_be_published() -> None:
    check(KIT)
    check(an_edition().content)


def test_an_edition_of_other_blocks_in_one_language_is_refused() -> None:
    home = document(KIT, HOME)
    lacking = KIT.with_page(Language.FRENCH, replace(home, blocks=home.blocks[1:]))  # type: ignore[arg-type]  # a page

    with pytest.raises(InputError, match="page home: it is made of other blocks"):
        check(lacking)


def test_an_edition_without_its_law_is_refused() -> None:
    where = replace(HOME, name="donate")
    law = next(block for block in document(KIT, where).blocks if block.policy is Policy.LOCKED)

    with pytest.raises(InputError, match=f"page donate, block {law.id}: it is law"):
        check(with_block(KIT, replace(law, policy=Policy.FREE), page="donate"))
