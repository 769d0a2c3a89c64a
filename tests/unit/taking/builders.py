"""Visitors, what they send, and the counter that takes it, as tests need them."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from functions.take_action.counter import Counter
from functions.take_action.request import arrival_of, method_of
from shared.actions.admission import Admission
from shared.actions.arrival import FORM_TYPE
from shared.actions.known import KnownNations
from shared.actions.limits import LimitRules, Limits
from shared.actions.reception import Reception
from shared.actions.stamps import StampRules, Stamps
from shared.actions.viewer import EDGE_KEY
from shared.elections.calendars import NONE
from shared.forms.form import STAMP
from shared.kernel.secrets import FixedKeys
from shared.kits.banners import Banners
from shared.nations.nation import NationStatus
from tests.builders import NOON, a_nation
from tests.fakes.actions import InMemoryActionsQueue, InMemoryLimitStore
from tests.fakes.banners import InMemoryBannerStore
from tests.fakes.clock import FixedClock
from tests.fakes.counters import InMemoryCounterStore
from tests.fakes.events import InMemoryEventStore
from tests.fakes.nations import InMemoryNationStore
from tests.unit.events.builders import an_event as an_evening
from tests.unit.forms.builders import a_post

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from shared.actions.answers import Answer
    from shared.actions.known import Silences
    from shared.actions.taken import TakenAction
    from shared.actions.verdict import Verdict
    from shared.nations.nation import Nation

SLUG = "paris-6"
NETWORK_DOMAIN = "plein-jour.example"
ADDRESS = "203.0.113.7"
RULES = LimitRules(address=5, nation=80, seconds=60)
STAMP_RULES = StampRules(wait=2, valid=12 * 3600)
JSON = "application/json"
FORMER_EDGE, EDGE = "the edge's former key", "the edge's key"


def an_event(
    action: str = "join",
    *,
    posted: Mapping[str, Sequence[str]] | None = None,
    body: bytes | None = None,
    slug: str = SLUG,
    method: str = "POST",
    headers: Mapping[str, str] | None = None,
    address: str = ADDRESS,
    encoded: bool = True,
) -> dict[str, Any]:
    """Return what API Gateway hands a function, payload format 2.0; it encodes bodies of forms in base 64."""
    body = urlencode(posted or {}, doseq=True, errors="surrogatepass").encode() if body is None else body
    return {
        "version": "2.0",
        "routeKey": "POST /{slug}/api/{action}",
        "rawPath": f"/{slug}/api/{action}",
        "rawQueryString": "",
        "headers": {"content-type": FORM_TYPE, "accept": "text/html", **(headers or {})},
        "pathParameters": {"slug": slug, "action": action},
        "requestContext": {
            "domainName": "api.execute-api.eu-west-3.amazonaws.com",
            "http": {"method": method, "path": f"/{slug}/api/{action}", "sourceIp": address},
            "requestId": "one",
        },
        "body": base64.b64encode(body).decode() if encoded else body.decode(),
        "isBase64Encoded": encoded,
    }


def by_edge(name: str, value: str, *, key: str = EDGE) -> dict[str, str]:
    """Return a header as CloudFront sends it, beside the key that makes it believed."""
    return {name: value, EDGE_KEY: key}


@dataclass
class Door:
    """A counter with everything in memory, and a clock in hand."""

    nation: Nation = field(default_factory=lambda: a_nation(SLUG, status=NationStatus.READY))
    calendar: Silences = NONE
    rules: LimitRules = RULES
    clock: FixedClock = field(default_factory=lambda: FixedClock(NOON))
    nations: InMemoryNationStore = field(default_factory=InMemoryNationStore)
    limits: InMemoryLimitStore = field(default_factory=InMemoryLimitStore)
    queue: InMemoryActionsQueue = field(default_factory=InMemoryActionsQueue)
    banners: InMemoryBannerStore = field(default_factory=InMemoryBannerStore)
    events: InMemoryEventStore = field(default_factory=InMemoryEventStore)
    counts: InMemoryCounterStore = field(default_factory=InMemoryCounterStore)

    def __post_init__(self) -> None:
        """Open the nation, and announce the event that posts are about."""
        self.announce(starts=datetime(2027, 7, 1, 19), ends=datetime(2027, 7, 1, 21))
        keys = FixedKeys("earlier", "present")
        self.nations.nations[self.nation.slug] = self.nation
        self.stamps = Stamps(keys, rules=STAMP_RULES, clock=self.clock)
        self.reception = Reception(
            nations=KnownNations(self.nations, calendar=self.calendar, clock=self.clock),
            admission=Admission(events=self.events, counts=self.counts),
            stamps=self.stamps,
            limits=Limits(self.limits, self.rules),
            queue=self.queue,
            keys=keys,
            clock=self.clock,
            banners=Banners(self.banners, network_domain=NETWORK_DOMAIN, clock=self.clock),
            network_domain=NETWORK_DOMAIN,
            country="FR",
            language="fr",
        )
        self.counter = Counter(reception=self.reception, edge=FixedKeys(FORMER_EDGE, EDGE))

    def announce(self, event_id: str = "spring", **changes: Any) -> None:
        """Have an event stand as it is told."""
        self.events.events[SLUG, event_id] = an_evening(event_id, **changes)

    def good_stamp(self, slug: str = SLUG) -> str:
        """Return a stamp of a form that was opened a moment ago."""
        stamp = self.stamps.issue(slug)
        self.clock.advance(timedelta(seconds=STAMP_RULES.wait))
        return stamp

    def post(self, action: str = "join", *, stamp: str | None = None, **bent: Any) -> dict[str, list[str]]:
        """Return a post of the whole form with a good stamp; what is typed differently is given by name."""
        return a_post(action, **bent) | {STAMP: [self.good_stamp() if stamp is None else stamp]}

    def serve(self, event: dict[str, Any]) -> tuple[Verdict, Answer]:
        """Return what becomes of a request, and the answer."""
        return self.counter.serve(arrival_of(event), method_of(event))

    def judge(self, action: str = "join", **bent: Any) -> Verdict:
        """Return what becomes of a good post of an action, bent as `an_event` wants it."""
        posted = bent.pop("posted") if "posted" in bent else self.post(action)
        return self.serve(an_event(action, posted=posted, **bent))[0]

    def told(self, action: str = "join", **bent: Any) -> tuple[int, dict[str, Any]]:
        """Return status and body that a script is answered."""
        headers = {"accept": JSON, **bent.pop("headers", {})}
        posted = bent.pop("posted") if "posted" in bent else self.post(action)
        answer = self.serve(an_event(action, posted=posted, headers=headers, **bent))[1]
        return answer.status, json.loads(answer.body)

    def page(self, action: str = "join", **bent: Any) -> tuple[int, str]:
        """Return status and page that a visitor without JavaScript is answered."""
        posted = bent.pop("posted") if "posted" in bent else self.post(action)
        answer = self.serve(an_event(action, posted=posted, **bent))[1]
        return answer.status, answer.body

    @property
    def taken(self) -> list[TakenAction]:
        """The actions in the queue."""
        return self.queue.actions
