"""What HQ's programs publish nations' sites with, connected to AWS."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.kernel.aws import client

if TYPE_CHECKING:
    from shared.kernel.clock import Clock
    from shared.kits.kits import Kits
    from shared.network_api.settings import ServeNetworkApiSettings
    from shared.sites.publication import Press


def press_of(settings: ServeNetworkApiSettings, kits: Kits, clock: Clock) -> Press:
    """Return the press, each nation under its edition; it loads longer than all that most requests need."""
    from shared.kits.wardrobe import dressed  # noqa: PLC0415 - few requests publish
    from shared.sites.press_room import connect_press  # noqa: PLC0415 - few requests publish

    return dressed(connect_press(client("dynamodb"), client("s3"), settings, clock), kits)
