"""What a team types into a person's fields."""

from __future__ import annotations

import pytest

from shared.kernel.errors import InputError
from shared.people.editable import MOST_CHARACTERS, read_edits


def test_each_field_is_read_as_an_import_reads_it() -> None:
    typed = {
        "given_name": "  Anne  Marie ",
        "phone": "06 12 34 56 78",
        "birth_date": "3/12/1980",
        "support_level": "2",
        "volunteer": "oui",
        "language": "français",
    }

    assert read_edits(typed, country="FR") == {
        "given_name": "Anne Marie",
        "phone": "+33612345678",
        "birth_date": "1980-12-03",
        "support_level": 2,
        "volunteer": True,
        "language": "fr",
    }


def test_what_is_left_blank_is_to_be_nothing() -> None:
    assert read_edits({"address": " ", "support_level": ""}, country="FR") == {"address": None, "support_level": None}


def test_every_fault_is_told_and_no_value_repeated() -> None:
    typed = {
        "phone": "secret",
        "support_level": "9",
        "email": "secret@example.org",
        "geo_tags": "geo:country:FR",
        "address": "secret" * MOST_CHARACTERS,
    }

    with pytest.raises(InputError) as caught:
        read_edits(typed, country="FR")

    assert [fault.place for fault in caught.value.faults] == list(typed)
    assert "secret" not in str(caught.value)
