from __future__ import annotations

from dataclasses import replace
from hashlib import sha256

import pytest

from shared.access.audit import Deed
from shared.access.charter import LANGUAGES, VERSION, accept_charter, charter, has_accepted
from shared.kernel.errors import Conflict
from tests.builders import HOUR, NOON
from tests.fakes.access import InMemoryMemberStore
from tests.unit.access.builders import an_offer, joined

PINNED = {"1": "053d6e6479f1"}
"""The text that each version stands for: whoever changes a word gives it a new version."""


def test_a_changed_charter_has_a_new_version() -> None:
    texts = "\0".join(charter(language).text for language in LANGUAGES)

    assert sha256(texts.encode()).hexdigest()[:12] == PINNED[VERSION]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_charter_says_as_much_in_each_language(language: str) -> None:
    assert charter(language).text.count("**") == 2 * 7


def test_accepting_is_stored_with_its_moment_and_logged() -> None:
    members = InMemoryMemberStore()
    member = joined(members, an_offer())
    assert not has_accepted(member)

    agreed = accept_charter(member, VERSION, members=members, now=NOON + HOUR)

    assert has_accepted(agreed)
    assert members.get(member.id) == agreed == replace(member, charter=VERSION, charter_at=NOON + HOUR)
    assert members.log.entries[-1].what == Deed.ACCEPTED_CHARTER


def test_whoever_accepted_an_earlier_version_is_asked_again() -> None:
    member = joined(InMemoryMemberStore(), an_offer())

    assert not has_accepted(replace(member, charter="0"))


def test_accepting_twice_at_one_moment_is_refused_once() -> None:
    members = InMemoryMemberStore()
    member = joined(members, an_offer())
    accept_charter(member, VERSION, members=members, now=NOON)

    with pytest.raises(Conflict):
        accept_charter(member, VERSION, members=members, now=NOON)
