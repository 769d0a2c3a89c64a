"""The words in which consent is asked for."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from shared.consent.purposes import Controller, Purpose
from shared.consent.wording import WordingError, languages, said_wordings, wording_hash, wordings

if TYPE_CHECKING:
    from pathlib import Path

FACTS = {"candidate": "Jeanne Martin", "network": "Plein Jour"}


def test_every_language_words_the_same_consents() -> None:
    assert languages() == ("en", "fr")
    assert wordings("en").keys() == wordings("fr").keys()


def test_every_purpose_is_worded() -> None:
    assert {purpose for purpose, _ in wordings("fr")} == set(Purpose)


@pytest.mark.parametrize("language", languages())
def test_every_text_names_who_will_use_the_data(language: str) -> None:
    names = {Controller.CANDIDATE: "{candidate}", Controller.PARTY: "{network}"}

    assert all(names[controller] in wording.text for (_, controller), wording in wordings(language).items())


def test_no_two_consents_are_asked_for_in_the_same_words() -> None:
    hashes = [said.hash for language in languages() for said in said_wordings(language, FACTS)]

    assert len(set(hashes)) == len(hashes)


def test_what_is_said_names_the_candidate_and_is_known_by_its_own_hash() -> None:
    said = wordings("fr")[Purpose.MAIL, Controller.CANDIDATE].said(FACTS)

    assert "la campagne de Jeanne Martin" in said
    assert wording_hash(said) == sha256(said.encode()).hexdigest()[:32]


def test_a_fact_that_looks_like_a_placeholder_is_only_text() -> None:
    said = wordings("en")[Purpose.SHARE_WITH_HQ, Controller.CANDIDATE].said(
        {"candidate": "{network}\n<b>", "network": "Plein Jour"}
    )

    assert "I agree that {network} <b> passes my contact details on to Plein Jour" in said


def test_a_language_without_wordings_is_refused_by_name() -> None:
    with pytest.raises(WordingError, match=r"not worded in eo: add templates/consent/eo\.toml"):
        wordings("eo")


def test_a_language_never_reaches_beyond_its_folder() -> None:
    with pytest.raises(WordingError, match="not worded in"):
        wordings("../mes")


@pytest.mark.parametrize(
    "text",
    ['[mail.candidate]\ntext = "?"', '[mail.pope]\nversion = 1\ntext = "?"', '[fax.party]\nversion = 1\ntext = "?"'],
)
def test_a_file_that_says_nothing_definite_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "fr.toml").write_text(text, "utf-8")

    with pytest.raises(WordingError, match=r"fr\.toml, (mail|fax): name a purpose and a controller"):
        wordings("fr", tmp_path)
