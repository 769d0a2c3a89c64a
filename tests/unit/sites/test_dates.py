from __future__ import annotations

import pytest

from shared.sites.banner import TEMPLATES, Language
from shared.sites.dates import spoken
from shared.sites.errors import ContentError
from shared.sites.messages import load_messages


@pytest.mark.parametrize(
    ("language", "moment", "words"),
    [
        (Language.FRENCH, "2027-06-05T18:30", "samedi 5 juin, 18 h 30"),
        (Language.FRENCH, "2027-05-01T09:00", "samedi 1er mai, 9 h"),
        (Language.ENGLISH, "2027-06-05T18:30", "Saturday 5 June, 18:30"),
        (Language.ENGLISH, "2027-05-01T09:00", "Saturday 1 May, 9:00"),
    ],
)
def test_a_moment_is_told_in_the_language_of_the_page(language: Language, moment: str, words: str) -> None:
    assert spoken(moment, load_messages(language, TEMPLATES)).replace("\u00a0", " ") == words


def test_what_is_no_moment_is_refused_with_an_example() -> None:
    with pytest.raises(ContentError, match="write it like 2027-06-05T18:30"):
        spoken("samedi", load_messages(Language.FRENCH, TEMPLATES))
