"""The fields of each form."""

from __future__ import annotations

from dataclasses import replace

from shared.forms.field import Field, FieldKind

GIVEN_NAME = Field(name="given_name", kind=FieldKind.TEXT, longest=80, autocomplete="given-name")
FAMILY_NAME = Field(name="family_name", kind=FieldKind.TEXT, longest=80, autocomplete="family-name")
EMAIL = Field(name="email", kind=FieldKind.EMAIL, required=True, longest=254, autocomplete="email")
"""254 characters: the longest path of RFC 5321, without its brackets."""
PHONE = Field(name="phone", kind=FieldKind.PHONE, longest=40, autocomplete="tel")
POSTCODE = Field(name="postcode", kind=FieldKind.POSTCODE, longest=12, autocomplete="postal-code")
COMMUNE = Field(name="commune", kind=FieldKind.COMMUNE, longest=100, autocomplete="address-level2")

JOIN = (GIVEN_NAME, FAMILY_NAME, EMAIL, PHONE, POSTCODE)

VOLUNTEER = (
    *JOIN,
    Field(
        name="skills",
        kind=FieldKind.CHOICES,
        options=("doors", "leaflets", "phone", "events", "driving", "writing", "pictures", "computers", "languages"),
    ),
    Field(name="availability", kind=FieldKind.CHOICES, options=("morning", "afternoon", "evening")),
    Field(
        name="days",
        kind=FieldKind.CHOICES,
        options=("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
    ),
    Field(name="hours", kind=FieldKind.TEXT, longest=60),
)

RSVP = (GIVEN_NAME, EMAIL)

SIGN = (
    replace(GIVEN_NAME, required=True),
    replace(FAMILY_NAME, required=True),
    EMAIL,
    COMMUNE,
    Field(name="show_name", kind=FieldKind.CHECK),
)

ANSWER = (EMAIL,)

PLEDGE = (
    GIVEN_NAME,
    EMAIL,
    Field(name="plan", kind=FieldKind.CHOICE, options=("morning", "noon", "evening", "proxy")),
)

PROXY = (
    Field(name="role", kind=FieldKind.CHOICE, required=True, options=("gives", "carries")),
    replace(GIVEN_NAME, required=True),
    replace(FAMILY_NAME, required=True),
    EMAIL,
    PHONE,
    replace(COMMUNE, required=True),
    Field(name="polling_place", kind=FieldKind.TEXT, longest=120),
    Field(name="round", kind=FieldKind.CHOICE, options=("first", "second", "both")),
)

CONTACT = (
    Field(name="name", kind=FieldKind.TEXT, required=True, longest=160, autocomplete="name"),
    EMAIL,
    Field(name="subject", kind=FieldKind.TEXT, longest=160),
    Field(name="message", kind=FieldKind.LONG_TEXT, required=True, longest=3_000),
)

QUESTION = Field(name="question", kind=FieldKind.LONG_TEXT, longest=1_000)
"""How the answer to any question of a survey is read."""
