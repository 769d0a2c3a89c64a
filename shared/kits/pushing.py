"""Push an edition to all nations, in waves: begin, go on, stop, and what the worker does for each nation."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from shared.kernel.errors import BanneretError, Conflict
from shared.kits.errors import EditionUnknown, KitChanged
from shared.kits.following import FOLLOWING, Followed, follow
from shared.kits.run import CANARIES, KitRun, Settled, in_waves, may_go_on
from shared.nations.listing import every_nation
from shared.nations.publications import PublicationOrder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from shared.kernel.clock import Clock
    from shared.kits.holdings import HoldingStore
    from shared.kits.kits import Kits
    from shared.kits.run_store import RunStore
    from shared.nations.ports import NationStore
    from shared.nations.publications import Publications
    from shared.people.journal import Journal
    from shared.sites.orders import OrderOutcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Push:
    """What a push works with."""

    kits: Kits
    runs: RunStore
    nations: NationStore
    holdings: HoldingStore
    publications: Publications
    clock: Clock

    def begin(self, *, by: str, canaries: int = CANARIES) -> KitRun:
        """Begin to push the network's edition, or find the run that there is; a stopped one goes on.

        Raises Conflict where no nation is at work.
        """
        edition = self.kits.current()
        run = self.runs.get(edition.version)
        if run is None:
            slugs = [nation.slug for nation in every_nation(self.nations) if nation.status in FOLLOWING]
            if not slugs:
                raise Conflict("no nation is open yet: there is none to follow the kit")
            waves = in_waves(slugs, canaries=canaries)
            run = KitRun(
                version=edition.version, number=edition.number, waves=waves, by=by, started_at=self.clock.now()
            )
            self.runs.begin(run)
        return self.resume(run, by=by)

    def resume(self, run: KitRun, *, by: str) -> KitRun:
        """Ask again for all that is not done of the waves that have begun; what is done twice changes nothing."""
        running = replace(run, stopped=False)
        if run.stopped:
            self.runs.save(running, after=run)
        settled = self.runs.settled(run.version)
        self._ask(run, (slug for slug in run.asked if slug not in settled or settled[slug].failure), by)
        self._go_on(run.version, by=by)
        return running

    def go_on(self, run: KitRun, *, by: str) -> None:
        """Begin the next wave although some of this one failed; raises Conflict if there is none."""
        if run.is_last:
            raise Conflict("the last wave has begun already: retry those that failed")
        self._begin_next(replace(run, stopped=False), run, by)

    def stop(self, run: KitRun) -> None:
        """Have nations that have not followed yet stay as they are."""
        if not run.stopped:
            self.runs.save(replace(run, stopped=True), after=run)

    def carry(
        self,
        order: PublicationOrder,
        *,
        publish: Callable[[PublicationOrder], OrderOutcome],
        journal_of: Callable[[str], Journal],
    ) -> str:
        """Bring the order's nation up to its edition, publish its site, note how it went.

        What changes is told to the nation's log before, in the name of whoever pushes: `journal_of` takes their id.
        Then the next wave begins, if all is well with this one. Returns what became of the site. What goes wrong is
        noted and raised: the queue brings the order again.
        """
        run = self.runs.get(order.kit)
        if run is None or run.stopped:
            return "stopped"
        try:
            followed = self._follow(order, journal_of(order.by))
            outcome = publish(order).value
        except Exception as error:
            failure = str(error) if isinstance(error, BanneretError) else type(error).__name__
            self.runs.settle(order.kit, Settled(slug=order.slug, at=self.clock.now(), failure=failure))
            raise
        settled = Settled(
            slug=order.slug, at=self.clock.now(), changed=followed.changed, waiting=followed.waiting, site=outcome
        )
        self.runs.settle(order.kit, settled)
        self._go_on(order.kit, by=order.by)
        return outcome

    def _follow(self, order: PublicationOrder, journal: Journal) -> Followed:
        edition = self.kits.edition(order.kit)
        if edition is None:
            raise EditionUnknown(self.kits.number_of(order.kit))
        return follow(
            order.slug,
            edition,
            kits=self.kits,
            nations=self.nations,
            holdings=self.holdings,
            journal=journal,
            clock=self.clock,
        )

    def _go_on(self, version: str, *, by: str) -> None:
        """Begin the next wave if all is well with those before it.

        The last wave is not looked at: nothing comes after it, and each of its nations would read all the others.
        """
        run = self.runs.get(version)
        if run and not run.is_last and may_go_on(run, self.runs.settled(version)):
            self._begin_next(run, run, by)

    def _begin_next(self, run: KitRun, after: KitRun, by: str) -> None:
        """Ask first, note second: who is killed in between asks again, and what is done twice changes nothing."""
        self._ask(run, run.waves[run.wave + 1], by)
        try:
            self.runs.save(run.moved(), after=after)
        except KitChanged:
            return  # Somebody else began it at the same moment.

    def _ask(self, run: KitRun, slugs: Iterable[str], by: str) -> None:
        now = self.clock.now()
        self.publications.ask([PublicationOrder(slug=slug, by=by, at=now, kit=run.version) for slug in slugs])
