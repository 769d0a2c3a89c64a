"""Tags of headquarters, spelled alike in every nation."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, Field

from shared.network_api.models.examples import shown_as, strict
from shared.people.own_tag import TAG_CHARACTERS
from shared.people.tag_book import ABOUT_CHARACTERS

TagName = Annotated[str, Field(min_length=1, max_length=TAG_CHARACTERS, description="with its `hq:`")]
About = Annotated[str, Field(max_length=ABOUT_CHARACTERS, description="what it is for")]

TAG = {"tag": "hq:doorstep", "about": "Was visited in spring", "at": "2027-03-01T09:00:00Z", "retired_at": None}


class Tag(BaseModel):
    """A tag, when it was last written about, and since when no file gives it any more."""

    model_config = shown_as(**TAG)

    tag: str
    about: str
    at: datetime
    retired_at: datetime | None


class Tags(BaseModel):
    """All tags of headquarters, in the order of their names."""

    model_config = shown_as(tags=[TAG])

    tags: list[Tag]


class TagWish(BaseModel):
    """A tag to make; its `hq:` may be left out."""

    model_config = strict(tag="hq:doorstep", about="Was visited in spring")

    tag: Annotated[str, Field(min_length=1, max_length=TAG_CHARACTERS)]
    about: About = ""


class TagDescription(BaseModel):
    """What a tag is for."""

    model_config = strict(tag="hq:doorstep", about="Was visited in spring")

    tag: TagName
    about: About


class TagNamed(BaseModel):
    """A tag, by its name."""

    model_config = strict(tag="hq:doorstep")

    tag: TagName
