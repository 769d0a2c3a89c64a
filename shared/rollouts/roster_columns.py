"""The roster's columns, under the names that people give them."""

from __future__ import annotations

import unicodedata

REQUIRED = ("slug", "name", "candidate", "email", "zones")
"""Columns without which no nation can be founded."""

OPTIONAL = (
    "slogan",
    "phone",
    "address",
    "language",
    "colour",
    "end_date",
    "financial_agent",
    "agent_address",
    "donate_url",
)
"""Facts that a nation's pages show where the roster gives them."""

SYNONYMS = {
    "slug": ("slug", "identifiant", "label"),
    "name": ("name", "nom", "nation", "campagne", "campaign"),
    "candidate": ("candidate", "candidat", "candidate name", "candidat e", "nom du candidat"),
    "email": ("email", "e mail", "mail", "courriel", "adresse email"),
    "zones": ("zones", "zone", "zone codes", "zone code", "circonscription", "circonscriptions", "constituency"),
    "slogan": ("slogan",),
    "phone": ("phone", "telephone", "tel"),
    "address": ("address", "adresse", "adresse postale"),
    "language": ("language", "langue"),
    "colour": ("colour", "color", "couleur"),
    "end_date": ("end date", "date de fin", "fin"),
    "agent_address": ("agent address", "adresse du mandataire"),
    "financial_agent": ("financial agent", "mandataire financier", "mandataire"),
    "donate_url": ("donate url", "don", "lien de don", "donation link"),
}

_COLUMN_OF = {synonym: column for column, synonyms in SYNONYMS.items() for synonym in synonyms}


def column_of(header: str) -> str | None:
    """Return the column that a header names, whatever its case, accents and punctuation; None for an unknown one."""
    plain = unicodedata.normalize("NFKD", header).encode("ascii", "ignore").decode().lower()
    words = "".join(letter if letter.isalnum() else " " for letter in plain).split()
    return _COLUMN_OF.get(" ".join(words))
