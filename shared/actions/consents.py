"""Consents that came with a post, each held to the very words that the visitor read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from shared.actions.taken import GivenConsent
from shared.consent.wording import wording_hash, wordings
from shared.forms.form import CONSENT_PREFIX

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shared.consent.purposes import Controller, Purpose
    from shared.forms.checking import Checked, Posted

_HASH = re.compile("[0-9a-f]{32}")


class WordedOtherwise(Exception):  # noqa: N818 - the name states the fact, as the style asks
    """A box was ticked beside words that are no longer ours: the visitor must read the present ones."""


def said_texts(language: str, facts: Mapping[str, str]) -> dict[tuple[Purpose, Controller], str]:
    """Return what is said beside each box in a nation with these facts (`candidate`, `network`)."""
    return {key: wording.said(facts) for key, wording in wordings(language).items()}


def given_consents(
    checked: Checked, posted: Posted, *, language: str, facts: Mapping[str, str]
) -> tuple[GivenConsent, ...]:
    """Return the consents of a post; raises WordedOtherwise.

    A box's value is the hash of the text beside it; any other value stands for the present text.
    """
    if not checked.purposes:
        return ()
    texts = said_texts(language, facts)
    return tuple(
        _given(purpose, controller, wording_hash(texts[purpose, controller]), posted)
        for purpose, controller in checked.purposes
        if (purpose, controller) in texts
    )


def _given(purpose: Purpose, controller: Controller, present: str, posted: Posted) -> GivenConsent:
    values = {value.strip() for value in posted[f"{CONSENT_PREFIX}{purpose}.{controller}"]}
    if any(_HASH.fullmatch(value) and value != present for value in values):
        raise WordedOtherwise
    return GivenConsent(purpose=purpose, controller=controller, wording=present)
