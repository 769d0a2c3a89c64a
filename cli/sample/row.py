"""A row of the sample's people file."""

from __future__ import annotations

from typing import NamedTuple


class Row(NamedTuple):
    """The cells of one person, in the order of HEADER."""

    email: str = ""
    phone: str = ""
    given_name: str = ""
    family_name: str = ""
    sex: str = ""
    birth_date: str = ""
    address: str = ""
    postcode: str = ""
    commune: str = ""
    commune_code: str = ""
    constituency: str = ""
    country: str = ""
    consent: str = ""
    consent_date: str = ""
    source: str = ""
    support_level: str = ""
    volunteer: str = ""
    tags: str = ""
    comment: str = ""


HEADER = (
    "email",
    "téléphone",
    "prénom",
    "nom",
    "sexe",
    "date de naissance",
    "adresse",
    "code postal",
    "commune",
    "code INSEE",
    "circonscription",
    "pays",
    "consentement",
    "date de consentement",
    "source",
    "niveau de soutien",
    "bénévole",
    "tags",
    "commentaire",
)
"""What a French party calls these columns."""
