"""What people will see of the kit's draft."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, Field

from shared.network_api.models.examples import shown_as
from shared.network_api.models.kit_words import Revision
from shared.sites.banner import Language

File = Annotated[str, Field(description="one HTML file, which runs, loads and sends nothing wherever it is opened")]

HTML = '<!DOCTYPE html>\n<html lang="en">…</html>'


class PagePreview(BaseModel):
    """A page of the draft as visitors of a campaign that is made up would read it."""

    model_config = shown_as(page="home", language="en", revision=17, html=HTML)

    page: str
    language: Language
    revision: Revision
    html: File


class MailPreview(BaseModel):
    """An e-mail of the draft as somebody would get it from a campaign that is made up."""

    model_config = shown_as(
        mail="welcome", language="en", revision=17, subject="Welcome", html=HTML, text="Hello Dominique,\n\n…"
    )

    mail: str
    language: Language
    revision: Revision
    subject: str
    html: File
    text: Annotated[str, Field(description="what mail programs show that show no HTML")]
