"""Close a nation's site, open it again, take it down.

The record changes first, the site second: a verb that is killed between the two
finds the record where it left it and is simply given again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.nations.nation import NationStatus
from shared.sites.files import NETWORK
from shared.sites.publication import renew_site

if TYPE_CHECKING:
    from shared.kernel.clock import Clock
    from shared.nations.nation import Nation
    from shared.nations.ports import NationStore
    from shared.sites.nation_site import SiteMaker
    from shared.sites.publication import Press
    from shared.sites.publishing import SiteBucket


def suspend_nation(
    slug: str, *, reason: str, nations: NationStore, site: SiteBucket, maker: SiteMaker, clock: Clock
) -> Nation:
    """Close the nation's site for the time being; its people and pages stay.

    Raises NationUnknown, IllegalTransition.
    """
    nation = nations.get(slug)
    if nation.status is not NationStatus.SUSPENDED:
        nation = _saved(nation.suspended(reason=reason, at=clock.now()), nation, nations)
    site.retire(slug, maker.closed_site(nation.seed, nations.belongings(slug), now=clock.now()))
    return nation


def resume_nation(slug: str, *, by: str, press: Press) -> Nation:
    """Open the nation's site again, as its pages are now, in the silence in their silent form.

    Raises NationUnknown, IllegalTransition.
    """
    nation = press.nations.get(slug)
    if nation.status is not NationStatus.READY:
        nation = _saved(nation.resumed(at=press.clock.now()), nation, press.nations)
    press.site.publish(NETWORK, press.maker.shared_files())
    renew_site(nation, by=by, reason="resumed", press=press)
    return nation


def remove_nation(slug: str, *, reason: str, nations: NationStore, site: SiteBucket, clock: Clock) -> Nation:
    """Take the nation's site down and free its zones. Raises NationUnknown, IllegalTransition.

    People are never deleted along with a nation: what becomes of them is a decision of its own.
    """
    nation = nations.get(slug)
    if nation.status is not NationStatus.REMOVED:
        nation = _saved(nation.removed(reason=reason, at=clock.now()), nation, nations)
    nations.release_zones(nation)
    site.remove(slug)
    return nation


def _saved(nation: Nation, after: Nation, nations: NationStore) -> Nation:
    nations.save(nation, after=after)
    return nation
