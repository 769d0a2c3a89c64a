"""The network's kit as whoever gives the command finds it: its draft, and the log of what is done to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cli.network_log import note_in_network
from shared.access.grant import OPERATOR
from shared.kernel.errors import Fault, InputError
from shared.kits.editing import Kind, Where
from shared.kits.sheet import sheet_of
from shared.sites.banner import Language

if TYPE_CHECKING:
    from cli.stage import Stage
    from cli.surroundings import Surroundings
    from shared.kits.sheet import KitSheet

BANNER = "banner"
"""What the kit's banner is called among its documents; pages and e-mails have their paths."""


def kit_sheet(stage: Stage, here: Surroundings) -> KitSheet:
    """Return the network's edition beside the draft of the next."""
    return sheet_of(stage.kits, by=OPERATOR, at=here.patience.now())


def log_kit(what: str, *, stage: Stage, here: Surroundings) -> None:
    """Write into the log of headquarters what is done to the kit."""
    note_in_network(what, stage=stage, here=here, version=stage.kits.current().version)


def place_of(document: str) -> Where | None:
    """Return the page or e-mail that `pages/fr/home` names, None for the banner; raises InputError."""
    if document == BANNER:
        return None
    kind, _, rest = document.partition("/")
    language, _, name = rest.partition("/")
    if kind in set(Kind) and language in set(Language) and name:
        return Where(kind=Kind(kind), language=Language(language), name=name)
    raise wrong_document(f"“{document[:80]}” is no page, no e-mail and not the banner")


def wrong_document(reason: str) -> InputError:
    """Return what to say of a document that is none, or not the right one."""
    remedy = "Write pages/fr/home, mails/en/welcome or banner, as `banneret kit draft list` tells them"
    return InputError([Fault(place="DOCUMENT", reason=reason, remedy=remedy)])
