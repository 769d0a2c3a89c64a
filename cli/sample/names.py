"""Names to draw from: Faker's, asked for once, because Faker is too slow to ask for every person."""

from __future__ import annotations

from dataclasses import dataclass

from faker import Faker

NAMES = 3000
"""Draws of each kind; repetitions keep the frequencies that Faker gives to names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """French names, and streets with their numbers."""

    women: tuple[str, ...]
    men: tuple[str, ...]
    families: tuple[str, ...]
    streets: tuple[str, ...]


def french_names(seed: int) -> Names:
    """Return the same names for the same seed."""
    faker = Faker("fr_FR")
    faker.seed_instance(seed)
    return Names(
        women=tuple(faker.first_name_female() for _ in range(NAMES)),
        men=tuple(faker.first_name_male() for _ in range(NAMES)),
        families=tuple(faker.last_name() for _ in range(NAMES)),
        streets=tuple(faker.street_address() for _ in range(NAMES)),
    )
