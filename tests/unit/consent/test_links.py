"""Links that only we can make."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.consent.ledger import CONFIRMATION_TIME
from shared.consent.links import LONGEST_TOKEN, WITHDRAWAL_TIME, Bond, LinkExpired, LinkInvalid, LinkKind, LinkSigner
from shared.kernel.secrets import FixedKeys
from tests.builders import NOON
from tests.fakes.clock import FixedClock

BOND = Bond(slug="paris-6", person_id="a" * 32, action_id="b" * 32)


def a_signer(clock: FixedClock, *keys: str) -> LinkSigner:
    return LinkSigner(FixedKeys(*(keys or ("secret",))), clock)


@pytest.fixture
def signer(clock: FixedClock) -> LinkSigner:
    return a_signer(clock)


@pytest.mark.parametrize("kind", LinkKind)
def test_a_link_leads_back_to_whom_it_was_made_for(signer: LinkSigner, kind: LinkKind) -> None:
    assert signer.read(kind, signer.sign(kind, BOND), slug="paris-6") == BOND


def test_a_token_fits_into_an_address_as_it_is(signer: LinkSigner) -> None:
    token = signer.sign(LinkKind.CONFIRM, BOND)

    assert len(token) < LONGEST_TOKEN
    assert token.replace("-", "").replace("_", "").replace(".", "").isalnum()


@pytest.mark.parametrize(
    ("kind", "validity"), [(LinkKind.CONFIRM, CONFIRMATION_TIME), (LinkKind.WITHDRAW, WITHDRAWAL_TIME)]
)
def test_a_link_works_to_the_end_of_its_time(clock: FixedClock, kind: LinkKind, validity: timedelta) -> None:
    signer = a_signer(clock)
    token = signer.sign(kind, BOND)

    clock.advance(validity)
    assert signer.read(kind, token, slug="paris-6") == BOND

    clock.advance(timedelta(seconds=1))
    with pytest.raises(LinkExpired):
        signer.read(kind, token, slug="paris-6")


def test_a_link_of_another_nation_is_none_here(signer: LinkSigner) -> None:
    with pytest.raises(LinkInvalid, match="another nation's"):
        signer.read(LinkKind.CONFIRM, signer.sign(LinkKind.CONFIRM, BOND), slug="lyon-3")


def test_a_link_does_only_what_it_was_made_for(signer: LinkSigner) -> None:
    with pytest.raises(LinkInvalid):
        signer.read(LinkKind.WITHDRAW, signer.sign(LinkKind.CONFIRM, BOND), slug="paris-6")


def test_another_secret_makes_no_link_of_ours(clock: FixedClock) -> None:
    forged = a_signer(clock, "guessed").sign(LinkKind.CONFIRM, BOND)

    with pytest.raises(LinkInvalid):
        a_signer(clock).read(LinkKind.CONFIRM, forged, slug="paris-6")


def test_links_outlive_a_rotation_of_the_secret(clock: FixedClock) -> None:
    token = a_signer(clock, "old").sign(LinkKind.CONFIRM, BOND)

    assert a_signer(clock, "old", "new").read(LinkKind.CONFIRM, token, slug="paris-6") == BOND


def test_a_key_that_another_process_has_read_already_is_read_again(clock: FixedClock) -> None:
    token = a_signer(clock, "old", "new").sign(LinkKind.CONFIRM, BOND)

    assert LinkSigner(RotatingKeys(), clock).read(LinkKind.CONFIRM, token, slug="paris-6") == BOND


@given(st.text(max_size=500))
def test_no_text_of_somebody_elses_is_a_link(text: str) -> None:
    with pytest.raises(LinkInvalid):
        a_signer(FixedClock(NOON)).read(LinkKind.CONFIRM, text, slug="paris-6")


@given(st.integers(0, 10_000), st.characters(categories=["L", "N"], codec="ascii"))
def test_no_letter_of_a_token_can_be_changed(place: int, letter: str) -> None:
    signer = a_signer(FixedClock(NOON))
    token = signer.sign(LinkKind.CONFIRM, BOND)
    place %= len(token) - 1  # the last letter of base64 carries bits that mean nothing
    changed = token[:place] + letter + token[place + 1 :]

    if changed != token:
        with pytest.raises(LinkInvalid):
            signer.read(LinkKind.CONFIRM, changed, slug="paris-6")


class RotatingKeys(FixedKeys):
    """Keys that were read before the rotation."""

    def __init__(self) -> None:
        super().__init__("old")

    def renew(self) -> bool:
        super().__init__("old", "new")
        return True
