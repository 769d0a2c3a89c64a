"""All that the console's views work with: made once, on the first request."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shared.access.ports import AuditLog, MemberStore, Post, SessionStore, Tries
    from shared.access.sign_in import SignIn
    from shared.access.tokens import Draw
    from shared.console.people_desk import PeopleDesk
    from shared.console.reach import Reaching
    from shared.console.rendering import Pages
    from shared.console.rollout_desk import RolloutDesk
    from shared.counters.ports import CounterReader
    from shared.elections.calendar import Calendar
    from shared.events.ports import EventStore
    from shared.kernel.clock import Clock
    from shared.kernel.secrets import SigningKeys
    from shared.kits.kits import Kits
    from shared.kits.previewing import KitPreviews
    from shared.kits.pushing import Push
    from shared.nations.hq_tags import HqTags
    from shared.nations.ports import NationStore
    from shared.nations.publications import Publications
    from shared.people.segments.exporting import Exports
    from shared.people.segments.orders import Indexing
    from shared.rollouts.ports import RolloutStore
    from shared.sites.previewing import Previews


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The pages, and the ports behind them.

    `reach` opens a nation by its slug, with rights that end at that nation: to read, or where a form was sent to
    write. `site_address` is where a nation's site opens, with `{slug}` for its name; `country` the network's own
    (ISO 3166). `retention_days` after its end a campaign's people are gone.
    """

    pages: Pages
    clock: Clock
    draw: Draw
    keys: SigningKeys
    members: MemberStore
    post: Post
    sessions: SessionStore
    tries: Tries
    audit: AuditLog
    sign_in: SignIn
    nations: NationStore
    rollouts: RolloutStore
    counters: CounterReader
    events: EventStore
    calendar: Calendar
    publications: Publications
    indexing: Indexing
    exports: Exports
    hq_tags: HqTags
    kits: Kits
    kit_push: Push
    reach: Reaching
    people: PeopleDesk
    rolling: RolloutDesk
    previews: Previews
    kit_previews: KitPreviews
    site_address: str
    country: str
    retention_days: int
