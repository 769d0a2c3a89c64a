"""The encoding is found out, or the file is refused with what to do."""

from __future__ import annotations

import codecs
import gzip
from typing import TYPE_CHECKING

import pytest

from shared.kernel.errors import InputError
from shared.people.encoding import EncodingVote
from shared.people.memory import InMemoryPeopleFiles, InMemoryPeopleStore
from shared.people.planning import PlanLimits
from shared.people.sorting import sort_range
from tests.unit.people.builders import a_csv, a_plan, a_row, assign_by_postcode, loader, settled

if TYPE_CHECKING:
    from collections.abc import Callable

ONE_SHARD = PlanLimits(range_bytes=400)

TEXT = a_csv(*(("", f"06 12 34 56 {number:02}", "Zoé", "Œuf, “dur” à 5 €", "75006") for number in range(20))).decode()

WAYS: dict[str, Callable[[str], bytes]] = {
    "utf-8": str.encode,
    "utf-8 with a mark": lambda text: text.encode("utf-8-sig"),
    "windows-1252": lambda text: text.encode("cp1252"),
    "utf-16 with a mark": lambda text: text.encode("utf-16"),
    "utf-16 little": lambda text: text.encode("utf-16-le"),
    "utf-16 big": lambda text: text.encode("utf-16-be"),
    "utf-16 big with a mark": lambda text: codecs.BOM_UTF16_BE + text.encode("utf-16-be"),
    "gzip": lambda text: gzip.compress(text.encode()),
    "gzip in two members": lambda text: gzip.compress(text.encode()[:90]) + gzip.compress(text.encode()[90:]) + b"\0\0",
    "gzip of utf-16": lambda text: gzip.compress(text.encode("utf-16")),
    "gzip of windows-1252": lambda text: gzip.compress(text.encode("cp1252")),
}


def sorted_rows(body: bytes) -> bytes:
    files = InMemoryPeopleFiles()
    plan = a_plan(body, files=files, limits=ONE_SHARD)
    for planned in plan.survey.ranges:
        sort_range(plan, planned.index, files=files, assign=assign_by_postcode)
    return b"".join(files.files[key] for key in sorted(files.files) if "/sorted/" in key)


@pytest.mark.parametrize("way", WAYS)
def test_one_text_comes_to_the_same_rows_however_it_is_written(way: str) -> None:
    assert sorted_rows(WAYS[way](TEXT)) == sorted_rows(TEXT.encode())


def test_a_header_in_windows_1252_is_recognised() -> None:
    body = a_csv(("a@b.fr", "Zoe"), header=("Courriel", "Prénom")).decode().encode("cp1252")

    survey = a_plan(body).survey

    assert [column.field for column in survey.columns] == ["email", "given_name"]
    assert survey.encoding == "cp1252"


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"PK\x03\x04rest of a workbook", "it is a spreadsheet or a zip archive"),
        (b"\xd0\xcf\x11\xe0rest", "old Excel workbook"),
        (codecs.BOM_UTF32_LE + "email\n".encode("utf-32-le"), "UTF-32"),
        (b"\0\0\0\0email\0\0\0\0", "most of it is no text"),
        (
            a_csv(("a@b.fr", "", "Irène, Hélène", "", "")).decode().encode("mac-roman"),
            "neither UTF-8 nor Windows-1252",
        ),
    ],
)
def test_what_cannot_be_read_is_refused_with_place_and_remedy(body: bytes, reason: str) -> None:
    with pytest.raises(InputError) as refusal:
        a_plan(body)

    (fault,) = refusal.value.faults
    assert fault.place.startswith("people.csv")
    assert reason in fault.reason
    assert "CSV UTF-8" in fault.remedy


@pytest.mark.parametrize("damage", [lambda body: body[:-9], lambda body: body[:40] + b"?" * 40 + body[80:]])
def test_a_broken_gzip_is_refused(damage: Callable[[bytes], bytes]) -> None:
    with pytest.raises(InputError, match="gzip stream is broken"):
        a_plan(damage(gzip.compress(TEXT.encode(), mtime=0)))


def test_half_a_character_of_utf_16_rejects_its_row_not_the_file() -> None:
    files = InMemoryPeopleFiles()
    body = a_csv(a_row(1), a_row(2)).decode().encode("utf-16-le") + b"a"

    outcome = settled(
        plan := a_plan(body, files=files), files=files, load=loader(plan, files=files, people=InMemoryPeopleStore())
    )

    assert (outcome.rows, outcome.created, outcome.rejected) == (3, 2, 1)


def test_a_line_names_where_the_text_stops_making_sense() -> None:
    vote = EncodingVote("people.csv")

    for chunk in (b"email\r\na@b.fr\r\n", b"ok\xe9\r\n\x8f\xe9\r\n"):
        vote.feed(chunk)

    with pytest.raises(InputError, match=r"people\.csv, line 4"):
        vote.verdict()


def test_a_character_may_be_split_between_chunks() -> None:
    vote = EncodingVote("people.csv")

    for byte in "é€🎉".encode():
        vote.feed(bytes([byte]))

    assert vote.verdict() == "utf-8"


def test_a_bad_byte_rejects_its_row_not_the_file() -> None:
    files = InMemoryPeopleFiles()
    body = a_csv(a_row(1), ("é@example.org", "", "Zoé", "", "75006"), a_row(3)).replace(b"marie3", b"marie\xff3")

    plan = a_plan(body, files=files)
    outcome = settled(plan, files=files, load=loader(plan, files=files, people=InMemoryPeopleStore()))

    assert (outcome.rows, outcome.created, outcome.rejected) == (3, 2, 1)
    assert b"4,undecodable bytes,marie?3@" in files.files["rollouts/r1/rejects/range-0.csv"]
