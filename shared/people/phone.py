"""Phone numbers as identities: valid, in E.164."""

from __future__ import annotations

import re

_SEPARATORS = str.maketrans("", "", " .-")
_FRENCH = re.compile(r"(?:0|(?:\+|00)33)((?:[13]\d|2[0-57-9]|4[1-9]|5[0-8]|6[0-24-8]|63(?=[0-8])|7[3-9])\d{7})")
"""French numbers valid whatever their later digits; the test `both ways agree` holds us to it."""

_OVERSEAS = {
    **dict.fromkeys(("0590", "0690", "0691"), "GP"),
    **dict.fromkeys(("0594", "0694"), "GF"),
    **dict.fromkeys(("0596", "0696", "0697"), "MQ"),
    **dict.fromkeys(("0262", "0692", "0693"), "RE"),
    **dict.fromkeys(("0269", "0639"), "YT"),
}
"""How the overseas departments are dialled inside France -> the region that such a number belongs to."""

_LONGEST = 40
"""Characters of the longest number with its separators; longer text is no number."""


def normalise_phone(text: str, *, country: str) -> str | None:
    """Return the number in E.164, or None if it is not valid; `country` (ISO 3166) is where national numbers are of."""
    text = " ".join(text.split())
    if country == "FR":
        digits = text.translate(_SEPARATORS)
        if plain := _FRENCH.fullmatch(digits):
            return "+33" + plain[1]
        if region := _OVERSEAS.get(digits[:4]):
            return validated_phone(text, country=region)
    return validated_phone(text, country=country)


def validated_phone(text: str, *, country: str) -> str | None:
    """Return what phonenumbers makes of a number."""
    if len(text) > _LONGEST:
        return None
    # Imported here: it costs a worker 100 ms to load, and most French files never need it.
    import phonenumbers  # noqa: PLC0415

    try:
        number = phonenumbers.parse(text, country)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
