"""E-mail addresses as identities: valid, in lower case, in one spelling."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from shared.people.fields import CUSTOM_PREFIX, Field

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shared.people.person import Value

_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_PLAIN = re.compile(rf"[a-z0-9_+-]+(?:\.[a-z0-9_+-]+)*@(?:{_LABEL}\.)+[a-z]{{2,63}}")
"""Addresses of which the validator thinks nothing special; the test `both ways agree` holds us to it."""

_SPECIAL = ("xn--", ".arpa", ".invalid", ".local", ".localhost", ".onion", ".test")
_PLAIN_CHARACTERS = 200
"""Short enough to be under every limit of RFC 5321 and RFC 1035."""


def normalise_email(text: str) -> str | None:
    """Return the address in lower case and Unicode NFC, its domain in ASCII (IDNA), or None if it is not valid.

    The local part is lowered as well: no provider of note tells `Marie@` from `marie@`.
    """
    address = text.strip().lower()
    if len(address) <= _PLAIN_CHARACTERS and _PLAIN.fullmatch(address) and not _is_special(address):
        return address
    return validated_email(address)


def addresses_of(values: Mapping[str, Value]) -> frozenset[str]:
    """Return all addresses among a person's fields: the one they are written to, and others a merger kept beside it."""
    beside = f"{CUSTOM_PREFIX}{Field.EMAIL}"
    return frozenset(str(value) for name, value in values.items() if name == Field.EMAIL or name.startswith(beside))


def _is_special(address: str) -> bool:
    domain = address[address.index("@") :]
    return "--" in domain or domain.endswith(_SPECIAL)


def validated_email(address: str) -> str | None:
    """Return what email-validator makes of an address in lower case, in the form of `normalise_email`."""
    # Imported here: it costs a worker 60 ms to load, and most files never need it.
    from email_validator import EmailNotValidError, validate_email  # noqa: PLC0415

    try:
        valid = validate_email(unicodedata.normalize("NFC", address), check_deliverability=False)
    except EmailNotValidError:
        return None
    return f"{unicodedata.normalize('NFC', valid.local_part.lower())}@{valid.ascii_domain}"
