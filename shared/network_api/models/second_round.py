"""The second round: who goes on, and whose campaigns end."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, Field

from shared.network_api.models.examples import shown_as, strict
from shared.network_api.models.nations import SLUG_LENGTH
from shared.sites.lifecycle import LONGEST_REASON

AT_ONCE = 1000
"""Campaigns that one request may end: four writes each, within the half minute that API Gateway waits."""

MOST_NATIONS = 20_000
"""Far more than a country has seats."""

SlugNamed = Annotated[str, Field(min_length=1, max_length=SLUG_LENGTH)]


class Going(BaseModel):
    """Who goes on, by their slugs."""

    model_config = strict(going=["paris-6", "ain-1"])

    going: Annotated[list[SlugNamed], Field(min_length=1, max_length=MOST_NATIONS)]


class Parted(BaseModel):
    """What it means that these go on: `closing` are the running campaigns that do not. Nothing was changed."""

    model_config = shown_as(going=["ain-1", "paris-6"], closing=["ain-2", "ain-3"])

    going: list[str]
    closing: list[str]


class Closing(BaseModel):
    """Campaigns to end, as the preview told them: `confirm` is how many they are, the reason stands in their logs."""

    model_config = strict(closing=["ain-2", "ain-3"], confirm=2, reason="not in the second round")

    closing: Annotated[list[SlugNamed], Field(min_length=1, max_length=AT_ONCE)]
    confirm: Annotated[int, Field(ge=1, le=AT_ONCE)]
    reason: Annotated[str, Field(min_length=1, max_length=LONGEST_REASON)]


class Closed(BaseModel):
    """What became of them: `left` are those that somebody steered elsewhere meanwhile, or that nobody knows."""

    model_config = shown_as(closed=["ain-2", "ain-3"], left=[])

    closed: list[str]
    left: list[str]
