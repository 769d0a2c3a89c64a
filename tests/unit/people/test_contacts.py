"""The fast ways to normalise an address or a number say what the libraries say."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.people.email import normalise_email, validated_email
from shared.people.phone import normalise_phone, validated_phone

LABEL = st.text(alphabet="ab19-", min_size=1, max_size=8) | st.sampled_from(["xn--bcher-kva", "a" * 63, "a" * 64])
ENDING = st.sampled_from([".fr", ".com", ".paris", ".test", ".local", ".example", ".arpa", ".onion", ".x", ".f1", ""])
LOCAL = st.text(alphabet="abz09._+-", min_size=1, max_size=12) | st.just("a" * 65)
ADDRESS = st.builds(
    lambda local, labels, ending: f"{local}@{'.'.join(labels)}{ending}",
    LOCAL,
    st.lists(LABEL, min_size=1, max_size=4),
    ENDING,
)
NUMBER = st.builds(
    lambda prefix, digits, gap: prefix + gap + gap.join(digits[at : at + 2] for at in range(0, 10, 2)),
    st.sampled_from(["0", "+33", "0033", "+33 0", "+33 (0)", "33", "", "+32", "00"]),
    st.text(alphabet="0123456789", min_size=7, max_size=10),
    st.sampled_from(["", " ", ".", "-", "\u00a0", "\u202f"]),
)


@given(address=ADDRESS)
def test_both_ways_agree_on_addresses(address: str) -> None:
    assert normalise_email(address) == validated_email(address)


@given(number=NUMBER)
def test_both_ways_agree_on_french_numbers(number: str) -> None:
    plain = " ".join(number.split())
    overseas = plain.translate(str.maketrans("", "", " .-"))[:4] in {
        *("0590", "0690", "0691", "0594", "0694", "0596", "0696", "0697", "0262", "0692", "0693", "0269", "0639"),
    }

    assert overseas or normalise_phone(number, country="FR") == validated_phone(plain, country="FR")


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("  Marie.DUPONT@Example.ORG ", "marie.dupont@example.org"),
        ("zoe\u0301@example.org", "zoé@example.org"),
        ("marie@Bücher.de", "marie@xn--bcher-kva.de"),
        ("marie@xn--bcher-kva.de", "marie@xn--bcher-kva.de"),
        ("marie", None),
        ("marie@", None),
        ("marie@example", None),
        ("m arie@example.org", None),
        ("<script>@example.org", None),
    ],
)
def test_an_address_has_one_spelling(written: str, address: str | None) -> None:
    assert normalise_email(written) == address


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("06 12 34 56 78", "+33612345678"),
        ("06.12.34.56.78", "+33612345678"),
        ("+33 (0)6 12 34 56 78", "+33612345678"),
        ("0033612345678", "+33612345678"),
        ("612345678", "+33612345678"),
        ("06\u00a012\u00a034\u00a056\u00a078", "+33612345678"),
        ("0590 27 12 34", "+590590271234"),
        ("06 92 12 34 56", "+262692123456"),
        ("+32 470 12 34 56", "+32470123456"),
        ("12", None),
        ("06 12 34 56", None),
        ("no number", None),
        ("0" * 41, None),
    ],
)
def test_a_number_has_one_spelling(written: str, number: str | None) -> None:
    assert normalise_phone(written, country="FR") == number


def test_a_number_without_a_prefix_is_of_the_networks_country() -> None:
    assert normalise_phone("0470 12 34 56", country="BE") == "+32470123456"
