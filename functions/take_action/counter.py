"""The counter at which visitors act: the use case, and an answer whatever happens."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from shared.actions.answers import answer, stamp_answer
from shared.actions.taking import missing, take_action, unavailable
from shared.actions.verdict import Outcome

if TYPE_CHECKING:
    from shared.actions.answers import Answer
    from shared.actions.arrival import Arrival
    from shared.actions.pages import AnswerPages
    from shared.actions.reception import Reception
    from shared.actions.verdict import Verdict
    from shared.kernel.secrets import SigningKeys
    from shared.sites.banner import Banner


@dataclass(frozen=True, slots=True, kw_only=True)
class Counter:
    """Takes what arrives and answers it; `edge` are the keys by which CloudFront is known."""

    reception: Reception
    edge: SigningKeys

    def serve(self, arrival: Arrival, method: str) -> tuple[Verdict, Answer]:
        """Return what becomes of a request that acts, or of one that only looks, and the answer to it."""
        take = take_action if method == "POST" else missing
        return self._answered(take(arrival.by_edge(self.edge), self.reception), arrival)

    def give_up(self, arrival: Arrival) -> tuple[Verdict, Answer]:
        """Return the verdict on a request that we failed, and its answer; nothing is asked of AWS for it."""
        return self._answered(unavailable(arrival, self.reception), arrival)

    def _answered(self, verdict: Verdict, arrival: Arrival) -> tuple[Verdict, Answer]:
        return verdict, answer(verdict, wants_json=arrival.wants_json, stamps=self.reception.stamps, show=self._show)

    def stamp(self, arrival: Arrival) -> Answer:
        """Return a fresh stamp."""
        return stamp_answer(arrival.slug, self.reception.stamps)

    def _show(self, verdict: Verdict, stamp: str) -> str:
        return _pages().show(verdict, stamp, self._banner(verdict))

    def _banner(self, verdict: Verdict) -> Banner:
        """Return the banner of the nation's pages; who names no nation meets the network's."""
        banners = self.reception.banners
        if verdict.known:
            return banners.worn_by(verdict.known.nation)
        return banners.at_hand() if verdict.outcome is Outcome.UNAVAILABLE else banners.of_network()


@cache
def _pages() -> AnswerPages:
    # Most visitors are redirected or answered in JSON: whoever needs no page need not wait for its templates.
    from shared.actions.pages import AnswerPages  # noqa: PLC0415 - few visitors need a page

    return AnswerPages()
