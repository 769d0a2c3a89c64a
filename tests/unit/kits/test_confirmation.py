"""The letter of confirmation is sent in the words of the nation's edition, and never without what proves a consent."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from shared.kernel.errors import InputError
from shared.kits.edition import bundled_edition
from shared.kits.kits import Kits
from shared.kits.letters import confirmation_letter
from shared.kits.rules import check
from shared.mail.confirming import missing_in
from shared.mail.kit import load_mail_kit
from shared.mail.template import CONFIRM, MailTemplate
from shared.sites.banner import Language
from shared.sites.blocks import Action, Block, Hero, Policy, Text
from tests.builders import a_nation
from tests.fakes.kits import InMemoryKitStore
from tests.unit.actions.recorded import SLUG, Room, an_action, the_link
from tests.unit.kits.builders import an_edition

if TYPE_CHECKING:
    from collections.abc import Callable

    from shared.kits.edition import KitEdition

LETTER = load_mail_kit().template(CONFIRM)
OURS = "Dites-le-nous en un clic, au grand jour"


def an_edition_with(letter: MailTemplate) -> KitEdition:
    """Return an edition with a letter of confirmation in French."""
    edition = an_edition()
    return replace(edition, content=edition.content.with_mail(Language.FRENCH, letter))


def with_blocks(change: Callable[[tuple[Block, ...]], tuple[Block, ...]]) -> MailTemplate:
    """Return the letter with other blocks."""
    return replace(LETTER, blocks=change(LETTER.blocks))


def reworded(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return the blocks under another title."""
    return tuple(replace(block, title=OURS) if isinstance(block, Hero) else block for block in blocks)


def without_link(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    return tuple(block for block in blocks if not isinstance(block, Action))


def led_elsewhere(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    return tuple(replace(block, target="join") if isinstance(block, Action) else block for block in blocks)


def with_two_links(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    (button,) = (block for block in blocks if isinstance(block, Action))
    return (*blocks, replace(button, id="again"))


def with_a_way_past(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    return tuple(
        replace(block, label="Le site", target="home") if isinstance(block, Hero) else block for block in blocks
    )


def from_nobody(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    kept = tuple(block for block in blocks if not isinstance(block, Hero | Text))
    return (Text(id="asked", policy=Policy.LOCKED, body="Vous venez de remplir un formulaire."), *kept)


def unlocked(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    return (replace(blocks[0], policy=Policy.DEFAULT), *blocks[1:])


UNFIT = (without_link, led_elsewhere, with_two_links, with_a_way_past, from_nobody, unlocked)


@pytest.mark.parametrize("language", Language)
def test_the_software_s_own_letter_lacks_nothing(language: Language) -> None:
    assert missing_in(load_mail_kit(language).template(CONFIRM)) == ()


def test_a_nation_writes_in_the_words_of_its_own_edition() -> None:
    room, edition = Room(), an_edition_with(with_blocks(reworded))
    room.kits.store.add(edition)
    nation = room.nations.get(SLUG)
    room.nations.save(replace(nation, kit_version=edition.version), after=nation)

    room.record_and_ask(an_action())

    (letter,) = room.mailer.sent
    assert OURS in letter.mail.text
    assert OURS in letter.mail.html
    assert the_link(letter)
    assert nation.seed.candidate in letter.mail.text
    said = [room.wordings.find(consent.wording) for consent in an_action().consents]
    assert [found.text for found in said if found and found.text not in letter.mail.text] == []
    assert any(said)


def test_another_nation_that_has_not_followed_writes_as_before() -> None:
    room = Room()
    room.kits.store.add(an_edition_with(with_blocks(reworded)))

    room.record_and_ask(an_action())

    assert OURS not in room.mailer.sent[0].mail.text


@pytest.mark.parametrize("change", UNFIT)
def test_a_letter_that_lacks_a_part_is_published_by_nobody(
    change: Callable[[tuple[Block, ...]], tuple[Block, ...]],
) -> None:
    content = bundled_edition().content
    for language in Language:
        letter = content.mail(language, CONFIRM)
        assert letter
        content = content.with_mail(language, replace(letter, blocks=change(letter.blocks)))

    with pytest.raises(InputError) as refused:
        check(content)

    assert {fault.place for fault in refused.value.faults} == {"mail confirm (fr)", "mail confirm (en)"}


@pytest.mark.parametrize("change", UNFIT)
def test_a_letter_that_lacks_a_part_is_never_sent(
    change: Callable[[tuple[Block, ...]], tuple[Block, ...]],
) -> None:
    kits, edition = Kits(store=InMemoryKitStore()), an_edition_with(with_blocks(change))
    kits.store.add(edition)
    nation = a_nation(kit_version=edition.version)

    assert confirmation_letter(nation, Language.FRENCH, kits=kits) == LETTER


def test_a_nation_whose_edition_nobody_kept_writes_in_the_software_s_words() -> None:
    nation = a_nation(kit_version="v9+000000000009")

    assert confirmation_letter(nation, Language.FRENCH, kits=Kits(store=InMemoryKitStore())) == LETTER
