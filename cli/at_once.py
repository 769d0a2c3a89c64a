"""Publications that a person at a desk waits for, where the stage itself would queue them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shared.sites.files import NETWORK
from shared.sites.orders import carry_out

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shared.elections.notices import Notices
    from shared.nations.publications import PublicationOrder
    from shared.sites.publication import Press


@dataclass(frozen=True, slots=True, kw_only=True)
class AtOnce:
    """Carries orders out as they are given; see `Publications`. Raises as `carry_out` does."""

    press: Press
    notices: Notices

    def ask(self, orders: Sequence[PublicationOrder]) -> None:
        """Publish the nations."""
        self.press.site.publish(NETWORK, self.press.maker.shared_files())
        for order in orders:
            carry_out(order, press=self.press, notices=self.notices)
