from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from shared.geography.france import france
from shared.kernel.errors import Fault, InputError
from shared.rollouts.roster import parse_roster

if TYPE_CHECKING:
    from shared.nations.nation import NationSeed

HEADER = "slug,name,candidate,email,zones"


def read(*lines: str, header: str = HEADER, claims: dict[str, str] | None = None) -> tuple[NationSeed, ...]:
    """Return the nations of a roster of these lines."""
    return read_bytes("\n".join([header, *lines]).encode(), claims=claims)


def read_bytes(content: bytes, *, claims: dict[str, str] | None = None) -> tuple[NationSeed, ...]:
    """Return the nations of a roster of this content."""
    return parse_roster(content, file_name="roster.csv", country="FR", atlas=france(), claims=claims or {})


def faults(*lines: str, header: str = HEADER, claims: dict[str, str] | None = None) -> tuple[Fault, ...]:
    """Return the faults of a roster of these lines."""
    with pytest.raises(InputError) as caught:
        read(*lines, header=header, claims=claims)
    return caught.value.faults


def reasons(*lines: str, header: str = HEADER, claims: dict[str, str] | None = None) -> list[str]:
    """Return place and reason of each fault, without the file's name."""
    found = faults(*lines, header=header, claims=claims)
    return [f"{fault.place.removeprefix('roster.csv, ')}: {fault.reason}" for fault in found]


def a_line(slug: str = "paris-6", *, email: str = "jeanne@example.org", zones: str = "75-06") -> str:
    """Return a line of a roster."""
    return f"{slug},Paris avec Jeanne,Jeanne Martin,{email},{zones}"


def test_a_roster_gives_its_nations_in_its_order() -> None:
    nations = read(a_line("paris-6"), a_line("ain-1", zones="01-01"))

    assert [nation.slug for nation in nations] == ["paris-6", "ain-1"]
    assert nations[0].zones == ("constituency:75-06",)
    assert nations[0].candidate == "Jeanne Martin"


@pytest.mark.parametrize("sign", ["\x1b[2J", "\u202e", "\x9b31m", "\u200b"])
def test_a_fault_quotes_nothing_that_a_terminal_would_obey(sign: str) -> None:
    found = faults(a_line(f"paris{sign}", zones=f"75-{sign}6"))
    missing = faults(a_line(), header=f"slug,name,candidate,email,x{sign}")

    assert any("slug “paris" in str(fault) for fault in found)
    assert all(str(fault).isprintable() for fault in (*found, *missing))


def test_columns_may_stand_in_any_order_under_french_names_with_other_delimiters() -> None:
    header = "Circonscription;Nom du candidat;Courriel;Nom;Identifiant;Remarques"

    nations = read("75-06;Jeanne Martin;jeanne@example.org;Paris 6e;paris-6;x", header=header)

    assert (nations[0].slug, nations[0].name) == ("paris-6", "Paris 6e")


def test_a_nation_may_have_several_zones_of_several_kinds() -> None:
    assert read(a_line(zones="75-06 | departement:01"))[0].zones == ("constituency:75-06", "departement:01")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_roster_is_read_in_the_encodings_that_spreadsheets_write(encoding: str) -> None:
    content = f"{HEADER}\nparis-6,Élan à Paris,Zoé,zoe@example.org,75-06\n".encode(encoding)

    assert read_bytes(content)[0].name == "Élan à Paris"


def test_optional_facts_are_kept_and_phones_normalised() -> None:
    line = a_line() + ",06 12 34 56 78,Assoc de financement,https://example.org/don"

    nation = read(line, header=HEADER + ",téléphone,mandataire financier,lien de don")[0]

    assert nation.facts == {
        "phone": "+33612345678",
        "financial_agent": "Assoc de financement",
        "donate_url": "https://example.org/don",
    }


def test_blank_lines_are_passed_over_and_lines_still_counted_right() -> None:
    assert reasons(a_line(), "", a_line("Bad", zones="01-01")) == ["line 4: slug “Bad” is no DNS label"]


def test_a_quoted_line_break_does_not_shift_the_lines_after_it() -> None:
    broken = 'paris-6,"Paris\navec Jeanne",Jeanne Martin,jeanne@example.org,75-06'

    assert reasons(broken, a_line("Bad", zones="01-01")) == [
        "line 2: name holds a control character or a line break",
        "line 4: slug “Bad” is no DNS label",
    ]


def test_every_fault_is_named_at_once() -> None:
    found = reasons(a_line("-x"), a_line("paris-6", email="nobody"), a_line("paris-6", zones="99-99"))

    assert found == [
        "line 2: slug “-x” is no DNS label",
        "line 3: email is no e-mail address",
        "line 3: zone constituency:75-06 is claimed on line 2 already",
        "line 4: slug “paris-6” is on line 3 already",
        "line 4: zone constituency:99-99 does not exist",
    ]


def test_a_missing_column_is_named_with_what_is_there() -> None:
    (fault,) = faults("a,b,c", header="slug,name,email")

    assert fault.reason == "column candidate, zones is missing"
    assert fault.remedy == "The first line has: slug, name, email"


def test_a_column_that_stands_there_twice_is_refused() -> None:
    assert reasons(a_line() + ",x", header=HEADER + ",nom") == ["line 1: column name stands there twice"]


@pytest.mark.parametrize("slug", ["Paris", "é", "-a", "a-", "a b", "a.b", "a" * 64, "../etc", "<b>"])
def test_a_slug_that_is_no_dns_label_is_refused(slug: str) -> None:
    assert "is no DNS label" in reasons(a_line(slug))[0]


@pytest.mark.parametrize("slug", ["www", "api"])
def test_hosts_of_the_network_itself_are_no_slugs(slug: str) -> None:
    assert reasons(a_line(slug)) == [f"line 2: slug “{slug}” is kept for the network itself"]


def test_a_zone_held_by_a_nation_of_the_network_is_refused() -> None:
    assert reasons(a_line(), claims={"constituency:75-06": "paris-old"}) == [
        "line 2: zone constituency:75-06 belongs to nation paris-old"
    ]


def test_a_nation_may_be_rolled_out_again_with_its_own_zones() -> None:
    assert read(a_line(), claims={"constituency:75-06": "paris-6"})


def test_an_unknown_kind_of_zone_is_refused() -> None:
    assert "no kind of zone" in reasons(a_line(zones="canton:12"))[0]


def test_blank_cells_are_named() -> None:
    assert reasons(",,,,") == ["line 1: it has no nation"]
    assert reasons("paris-6,,Jeanne,jeanne@example.org,") == ["line 2: name is blank", "line 2: zones is blank"]


def test_a_ragged_line_is_named_with_its_cells() -> None:
    assert reasons("paris-6,Paris") == ["line 2: it has 2 cells where the header has 5"]


@pytest.mark.parametrize("content", [b"", b"  \n ", b"\xef\xbb\xbf"])
def test_an_empty_file_is_refused(content: bytes) -> None:
    with pytest.raises(InputError, match=r"roster.csv, line 1: it is empty"):
        read_bytes(content)


def test_a_header_alone_is_refused() -> None:
    assert reasons() == ["line 1: it has no nation"]


def test_nul_bytes_are_refused() -> None:
    with pytest.raises(InputError, match="NUL bytes"):
        read_bytes(b"slug\x00,name")


def test_a_cell_beyond_any_measure_is_refused_without_a_traceback() -> None:
    assert "over 400 characters" in reasons(f"paris-6,{'x' * 500},Jeanne,jeanne@example.org,75-06")[0]
    assert "it is no CSV" in reasons(f"paris-6,{'x' * 200_000},Jeanne,jeanne@example.org,75-06")[0]


def test_a_file_beyond_any_roster_is_refused() -> None:
    with pytest.raises(InputError, match="over 8 MB"):
        read_bytes(b"x" * (8 * 1024 * 1024 + 1))


def test_a_donation_link_must_be_https() -> None:
    found = reasons(a_line() + ",javascript:alert(1)", header=HEADER + ",donate_url")

    assert found == ["line 2: donate_url is no https address"]


def test_an_invalid_phone_is_named_without_its_digits() -> None:
    assert reasons(a_line() + ",12", header=HEADER + ",phone") == ["line 2: phone is no valid number"]


def test_an_address_that_is_wrong_is_not_repeated_in_the_fault() -> None:
    assert "jeanne" not in str(faults(a_line(email="jeanne@@example"))[0])


def test_faults_come_in_the_order_of_the_lines_whatever_is_wrong_with_them() -> None:
    found = faults(a_line(""), "ain-2,Ain", a_line("", zones="01-03"))

    assert [fault.place for fault in found] == [f"roster.csv, line {line}" for line in (2, 3, 4)]
