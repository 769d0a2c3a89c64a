"""Cells of few possible words are read, and nothing else is taken for one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.people import words
from shared.people.text import clean_text, fold


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("1980-05-02", "1980-05-02"),
        ("02/05/1980", "1980-05-02"),
        ("2.5.1980", "1980-05-02"),
        ("05/25/1980", "1980-05-25"),
        ("1980-05-02T10:00:00+02:00", "1980-05-02"),
        ("1980-02-31", None),
        ("0001-01-01", None),
        ("yesterday", None),
        ("9" * 100, None),
    ],
)
def test_dates_become_iso(text: str, date: str | None) -> None:
    assert words.read_date(text) == date


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Oui", True),
        ("TRUE", True),
        ("1", True),
        ("x", True),
        ("non", False),
        ("0", False),
        ("02/05/2020", "2020-05-02"),
        ("maybe", None),
        ("", None),
    ],
)
def test_answers_are_yes_no_or_since_when(text: str, answer: object) -> None:
    assert words.read_answer(text) == answer


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1400", "01400"),
        ("01400", "01400"),
        ("75 006", "75006"),
        ("F-75006", "75006"),
        ("2a004", "2A004"),
        ("1400.0", "01400"),
    ],
)
def test_french_codes_get_their_zero_back(text: str, code: str) -> None:
    assert words.french_code(words.read_code(text)) == code


def test_small_words_are_read() -> None:
    assert [words.read_level(text) for text in ("1", "5.0", "6", "strong")] == [1, 5, None, None]
    assert [words.read_sex(text) for text in ("Madame", "H", "?")] == ["F", "M", None]
    assert [words.read_language(text) for text in ("fr_FR", "Français", "EN", "?!")] == ["fr", "fr", "en", None]
    assert [words.read_country(text) for text in ("be", "France", "Atlantis")] == ["BE", "FR", "Atlantis"]
    assert [words.read_yes_or_no(text) for text in ("oui", "no", "2020-01-01")] == [True, False, None]


def test_tags_are_parted_and_hqs_own_are_not_to_be_had() -> None:
    assert words.read_tags("b, a;a | Geo:country:FR,geo:commune:75056,") == ["a", "b"]


@given(text=st.text())
def test_clean_text_has_no_control_characters_and_no_double_blanks(text: str) -> None:
    cleaned = clean_text(text)

    assert cleaned.isprintable()
    assert "  " not in cleaned
    assert cleaned == cleaned.strip() == clean_text(cleaned)


@pytest.mark.parametrize(
    ("written", "cleaned"),
    [
        ("  Jean   Paul ", "Jean Paul"),
        ("Zoe\u0301", "Zoé"),
        ("a\x00b\x1bc", "abc"),
        ("a\r\nb\tc\u00a0d", "a b c d"),
        ("\u202eevil", "evil"),
        ("<b>Marie</b>", "<b>Marie</b>"),
    ],
)
def test_names_are_kept_as_written_but_for_blanks_and_what_has_no_shape(written: str, cleaned: str) -> None:
    assert clean_text(written) == cleaned


def test_folding_takes_accents_and_case_away() -> None:
    assert fold("Éléonore d'Œuvre") == "eleonore d'œuvre"
    assert fold("DUPONT") == "dupont"
