"""The banners under which every page is looked at: three in French, and one of them in English as well."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.sites.banner import Language
from tests.unit.sites.banners import BANNERS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shared.sites.banner import Banner

HOUSE = BANNERS["house"]
LOOKS: Mapping[str, Banner] = {**BANNERS, "english": HOUSE.speaking(Language.ENGLISH)}
