"""A page with every kind of block that the kit leaves to the nations, and the pictures that it shows."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from PIL import Image as Drawing

from shared.sites.blocks import (
    Action,
    Contact,
    Figure,
    Figures,
    Image,
    Item,
    Map,
    Member,
    OneEvent,
    Policy,
    Quote,
    Steps,
    Team,
    Text,
)
from shared.sites.files import asset_file
from shared.sites.pages import Heading, Page

if TYPE_CHECKING:
    from shared.sites.files import SiteFile

PORTRAIT_SIDE, FACE_SIDE, HALL_SIZE = 640, 320, (960, 540)
MARKDOWN = """
Un paragraphe avec **du gras**, *de l’italique* et [un lien](https://plan.example/).

* une chose
* une autre

1. d’abord
2. ensuite

> Une citation.
"""


def picture(name: str, size: tuple[int, int]) -> SiteFile:
    """Return a picture of some colours, as heavy as a photograph of that size once it is made light."""
    soft = Drawing.effect_noise((size[0] // 8, size[1] // 8), 60).resize(size).convert("RGB")
    written = BytesIO()
    soft.save(written, "WEBP", quality=70)
    return asset_file(f"{name}.webp", written.getvalue(), content_type="image/webp")


PORTRAIT = picture("portrait", (PORTRAIT_SIDE, PORTRAIT_SIDE))
FACE = picture("face", (FACE_SIDE, FACE_SIDE))
HALL = picture("hall", HALL_SIZE)
PICTURES = {file.path: file for file in (PORTRAIT, FACE, HALL)}


def gallery() -> Page:
    """Return the page; its blocks are a nation's own."""
    free = Policy.FREE
    heading = Heading(page="gallery", position=20, title="Tout", description="Tous les blocs", kit_version="1")
    width, height = HALL_SIZE
    return Page(
        heading=heading,
        blocks=(
            Text(id="text", policy=free, title="Un texte", body=MARKDOWN),
            Steps(
                id="steps",
                policy=free,
                title="Pas à pas",
                steps=(Item(title="Un", body="D’abord."), Item(title="Deux")),
            ),
            Quote(id="quote", policy=free, text="On avance.", author="Jeanne Martin"),
            Figures(id="figures", policy=free, title="En chiffres", figures=(Figure(value="12 %", label="de plus"),)),
            Team(
                id="team",
                policy=free,
                title="L’équipe",
                members=(
                    Member(name="Paul Petit", role="Trésorier", portrait=FACE.path),
                    Member(name="Anne Roux", body="À votre **écoute**."),
                ),
            ),
            Image(id="hall", policy=free, image=HALL.path, alt="La salle", caption="Mardi", width=width, height=height),
            Image(id="portrait", policy=free, image="portrait", alt="{candidate}"),
            OneEvent(id="next", policy=free, title="Bientôt", label="J’y vais"),
            Map(id="map", policy=free, title="Le terrain", body="Ici."),
            Contact(id="contact", policy=free, title="Écrire", label="Un e-mail", subject="Bonjour"),
            Action(id="act", policy=free, title="Agir", label="Rejoindre", target="join", body="Maintenant."),
        ),
    )
