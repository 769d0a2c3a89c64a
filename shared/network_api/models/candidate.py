"""Another candidate in the place of one who leaves."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, Field

from shared.access.inviting import NAME_CHARACTERS
from shared.network_api.models.examples import shown_as, strict
from shared.network_api.models.nations import NATION

LONGEST_EMAIL = 254
LONGEST_ADDRESS = 200

Name = Annotated[str, Field(min_length=1, max_length=NAME_CHARACTERS)]


class Succession(BaseModel):
    """Who takes over; what was the former candidate's own goes from the pages, and their role is taken back.

    `address` is for the legal notice, empty for the network's own; `called` is how the campaign is called from then on,
    empty for as before. With `dismiss_team` every role in the nation's team is taken back.
    """

    model_config = strict(
        name="Louise Petit",
        email="louise@example.org",
        address="8 place Saint-Sulpice, 75006 Paris",
        called="Paris 6e avec Louise Petit",
        dismiss_team=False,
    )

    name: Name
    email: Annotated[str, Field(min_length=3, max_length=LONGEST_EMAIL)]
    address: Annotated[str, Field(max_length=LONGEST_ADDRESS)] = ""
    called: Annotated[str, Field(max_length=NAME_CHARACTERS)] = ""
    dismiss_team: bool = False


class Invited(BaseModel):
    """The invitation that was mailed to the candidate; its link is told to nobody else."""

    invitation: str
    expires_at: datetime


class Succeeded(BaseModel):
    """Who leads the nation now; `invited` is null once they have accepted."""

    model_config = shown_as(
        nation=NATION["slug"],
        candidate="Louise Petit",
        email="louise@example.org",
        name="Paris 6e avec Louise Petit",
        invited={"invitation": "5f70bf189a27", "expires_at": "2027-05-27T09:31:00Z"},
    )

    nation: str
    candidate: str
    email: str
    name: str
    invited: Invited | None
