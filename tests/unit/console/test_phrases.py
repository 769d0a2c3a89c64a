"""Whoever reads French is told in French what the house says in English."""

from __future__ import annotations

import gzip
import re
from string import Formatter
from typing import TYPE_CHECKING

import pytest

from shared.console.phrases import phrase_book, phrases_of
from shared.console.words import LANGUAGES
from shared.geography.france import france
from shared.kernel.errors import InputError
from shared.rollouts.arrivals import PEOPLE, ROSTER, arrival_key
from shared.rollouts.gate import WaveProgress, judge_wave
from shared.rollouts.judge import NO_ANSWER
from shared.rollouts.preflight import Preflight, preflight
from shared.rollouts.waves import Tolerance
from shared.sites.banner import TEMPLATES
from tests.fakes.arrivals import InMemoryArrivals
from tests.fakes.rollouts import InMemoryFiles

if TYPE_CHECKING:
    from collections.abc import Iterator

PLACE = "0" * 32
FRENCH, ENGLISH = (phrase_book(language, TEMPLATES).tell for language in LANGUAGES)

HEADER = "slug,name,candidate,email,zones,phone,slogan,colour,language,end_date,donate_url,goals\n"
FAULTY_LINES = (
    ",Ain,Jeanne,a@example.org,01-01,,,,,,,",
    "Ain 1,Ain,Jeanne,a@example.org,01-02,,,,,,,",
    "www,Ain,Jeanne,a@example.org,01-03,,,,,,,",
    "ain-1,Ain,Jeanne,nobody,01-04,,,,,,,",
    "ain-1,Ain,Jeanne,a@example.org,01-04,,,,,,,",
    "ain-2,Ain,Jeanne,a@example.org,99-99,12,,,,,,",
    "ain-3,Ain,Jeanne,a@example.org,planet:1,,,,,,,",
    "ain-4,Ain,Jeanne,a@example.org,75-06,,,99,de,soon,http://x,many",
    f"ain-5,{'x' * 500},Jeanne,a@example.org,01-05,,,,,,,",
    'ain-6,"A\nin",Jeanne,a@example.org,02-01,,,,,,,',
    "ain-7,Ain",
    "ain-8,A\ufffdin,Jeanne,a@example.org,02-02,,,,,,,",
)
ROSTERS = (
    (HEADER + "\n".join(FAULTY_LINES) + "\n").encode(),
    *(b"", b"\x00slug", HEADER.encode(), b"slug,name\n", b"slug,name,candidate,email,zones,zones\n"),
    b"x" * (8 * 1024**2 + 1),
)
PEOPLE_FILES = (
    *(b"couleur\nbleu\n", b"prenom,couleur\nx,bleu\n", b"email\n", b"PK\x03\x04", b"%PDF", b"\x00\x01" * 3000),
    *(b"\xd0\xcf\x11\xe0", b"\xff\xfe\x00\x00", gzip.compress(b"email\n" + b"a@example.org\n" * 9)[:-9]),
    b"email\n" + b"\x81\x8d\x8f" * 50 + b"\n",
)
ROWS = """email,téléphone,circonscription,code postal,commune,pays
,,75-06,,,
no,,75-06,,,
,12,75-06,,,
no,12,75-06,,,
a@example.org,,99-99,,,
b@example.org,,75-07,,,
c@example.org,,,99999,,
d@example.org,,,,Nulle-Part,
e@example.org,,,75006,Lyon,
f@example.org,,,,,
g@example.org,,,,,BE
h@example.org,,,,,Lune
i@example.org,,,75015,,
j@example.org,,
k\udcff@example.org,,75-06,,,
"""


def tried(roster: bytes | None = None, people: bytes | None = None) -> Preflight:
    """Try files that arrived."""
    contents = {arrival_key(PLACE, ROSTER): roster, arrival_key(PLACE, PEOPLE): people}
    files = InMemoryFiles({key: body for key, body in contents.items() if body is not None})
    claims = {"constituency:75-06": "paris-6", "constituency:75-12": "paris-12"}
    return preflight(PLACE, arrivals=InMemoryArrivals(files), country="FR", atlas=france, claims=lambda: claims)


def said() -> Iterator[str]:
    """Yield what is said of files with every fault there is, and of a rollout."""
    found = [tried(roster) for roster in ROSTERS] + [tried(people=people) for people in PEOPLE_FILES]
    for fault in (fault for each in found for fault in each.faults):
        yield from (fault.reason, fault.remedy)
    rows = tried(people=ROWS.encode("utf-8", "surrogateescape")).people
    assert rows is not None
    yield from rows.reasons
    for left in (0, 1):
        progress = WaveProgress(nations=50, failed=3, waves_left=left)
        yield judge_wave(progress, tolerance=Tolerance.parse("1")).reason
    yield NO_ANSWER


def test_each_sentence_is_told_in_french() -> None:
    untold = {sentence for sentence in said() if FRENCH(sentence) == sentence}

    assert untold == set()


def test_what_is_told_keeps_the_facts() -> None:
    assert FRENCH("roster.csv, line 12") == "roster.csv, ligne 12"
    assert FRENCH("zone constituency:75-06 belongs to nation paris-6") == (
        "la zone constituency:75-06 est à la campagne paris-6"
    )
    assert FRENCH("postcode 75015 spans 75-10, 75-12") == "code postal 75015 couvre 75-10, 75-12"
    assert FRENCH("last wave: 1 of 5 nations failed, 0 tolerated") == (
        "dernière vague : 1 campagnes en échec sur 5, 0 tolérées"
    )


def test_faults_that_end_a_rollout_are_told_one_by_one() -> None:
    faults = [fault for fault in tried(ROSTERS[0]).faults if "blank" in fault.reason or "email" in fault.reason]
    told = FRENCH(str(InputError(faults)))

    assert told.splitlines() == [
        "roster.csv, ligne 2 : slug est vide. Remplissez la case",
        "roster.csv, ligne 5 : email n’est pas une adresse e-mail. Écrivez-la comme nom@domaine.fr",
    ]


def test_nobody_in_the_console_is_sent_to_the_command_line() -> None:
    told = {tell(sentence) for sentence in said() for tell in (FRENCH, ENGLISH)}

    assert {sentence for sentence in told if "banneret" in sentence or "--" in sentence} == set()


def test_a_sentence_that_nobody_knows_stays_as_it_was_said() -> None:
    assert FRENCH("something {new} happened") == "something {new} happened"


@pytest.mark.parametrize("phrase", phrases_of(TEMPLATES), ids=lambda phrase: phrase["said"][:40])
def test_a_phrase_tells_no_fact_that_was_not_said(phrase: dict[str, str]) -> None:
    facts = {language: {name for _, name, _, _ in Formatter().parse(text) if name} for language, text in phrase.items()}

    assert facts.pop("said") >= set().union(*facts.values())
    assert re.search("[a-z]", phrase["fr"])
