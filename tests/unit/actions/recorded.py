"""Actions, and the room in which they are recorded and confirmed, as tests need them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from shared.actions.asking import Asked, ask_to_confirm
from shared.actions.confirming import confirm
from shared.actions.ground import Ground
from shared.actions.letters import Scribe
from shared.actions.recording import Recorded, Registry, record_action
from shared.actions.taken import GivenConsent, TakenAction, action_id
from shared.consent.entries import entries_of, entry_from_item
from shared.consent.links import Bond, LinkKind, LinkSigner
from shared.consent.purposes import Controller, Purpose
from shared.consent.wording import wording_hash, wordings
from shared.geography.atlases import atlas_of
from shared.kernel.items import from_wire
from shared.kernel.secrets import FixedKeys
from shared.kits.banners import Banners
from shared.kits.kits import Kits
from shared.kits.letters import confirmation_letter
from shared.mail.render import MailRenderer
from shared.people.item import PERSON_PREFIX, from_item
from shared.people.person import nation_holder, person_id
from shared.people.table import item_key
from tests.builders import NOON, a_nation
from tests.fakes.banners import InMemoryBannerStore
from tests.fakes.clock import FixedClock
from tests.fakes.erasures import InMemoryErasures
from tests.fakes.kits import InMemoryKitStore
from tests.fakes.mailer import InMemoryMailer
from tests.fakes.nations import InMemoryNationStore
from tests.fakes.people_table import InMemoryPeopleTable
from tests.fakes.wordings import InMemoryWordingStore

if TYPE_CHECKING:
    from shared.actions.finding import Finding
    from shared.consent.ledger import Entry
    from shared.consent.ports import WordingStore
    from shared.kernel.items import Item
    from shared.kits.edition import KitEdition
    from shared.mail.letter import Letter
    from shared.people.person import Person
    from shared.people.ports import Erasures
    from shared.people.table import ItemKey, PeopleTable

SLUG = "paris-6"
MARIE = "marie@example.org"
MAIL = (Purpose.MAIL, Controller.CANDIDATE)
SHARING = (Purpose.SHARE_WITH_HQ, Controller.CANDIDATE)
FACTS = {"candidate": "Jeanne Martin", "network": "Plein Jour"}


def a_consent(key: tuple[Purpose, Controller] = MAIL, language: str = "fr") -> GivenConsent:
    """Return a ticked box beside the text that the nation shows today."""
    purpose, controller = key
    text = wordings(language)[key].said(FACTS)
    return GivenConsent(purpose=purpose, controller=controller, wording=wording_hash(text))


def an_action(action: str = "join", *, email: str = MARIE, stamp: str = "one", **changes: Any) -> TakenAction:
    """Return an action as it was taken; another stamp makes it another action."""
    said = {"email": email, **changes.pop("said", {})}
    target = changes.pop("target", "")
    slug = changes.pop("slug", SLUG)
    facts: dict[str, Any] = {
        "action_id": action_id(slug=slug, action=action, target=target, identity=email, stamp=stamp),
        "page": action,
        "at": NOON,
        "language": "fr",
        "consents": (a_consent(),),
        "address": "203.0.113.0",
    }
    return TakenAction(slug=slug, action=action, target=target, said=said, **facts | changes)


def the_link(letter: Letter) -> str:
    """Return the token of the link in a letter, the same in its text and its HTML."""
    (token,) = set(re.findall(r"/api/confirm\?token=([\w.-]+)", letter.mail.text + letter.mail.html))
    return str(token)


@cache
def _renderer() -> MailRenderer:
    return MailRenderer()


@dataclass
class Room:
    """All that recording and confirming need, in memory unless stores are handed in."""

    people: PeopleTable = field(default_factory=InMemoryPeopleTable)
    erasures: Erasures = field(default_factory=InMemoryErasures)
    wordings: WordingStore = field(default_factory=InMemoryWordingStore)
    clock: FixedClock = field(default_factory=lambda: FixedClock(NOON))
    nations: InMemoryNationStore = field(default_factory=InMemoryNationStore)

    def __post_init__(self) -> None:
        self.nations.found(a_nation(SLUG, zones=("constituency:75-06",)))
        self.nations.found(a_nation("lyon-3", zones=("constituency:69-03",)))
        self.mailer = InMemoryMailer()
        self.ground = Ground(partial(atlas_of, "FR"), country="FR")
        self.links = LinkSigner(FixedKeys("secret"), self.clock)
        self.editions = InMemoryKitStore()
        self.kits = Kits(store=self.editions)
        self.banners = Banners(
            InMemoryBannerStore(self.editions), network_domain="plein-jour.example", clock=self.clock
        )
        self.registry = Registry(
            nations=self.nations, latest=self.nations, wordings=self.wordings, ground=self.ground, banners=self.banners
        )
        self.scribe = Scribe(
            nations=self.nations,
            wordings=self.wordings,
            links=self.links,
            letter=partial(confirmation_letter, kits=self.kits),
            renderer=_renderer(),
            banner=self.banners.worn_by,
            atlas=partial(atlas_of, "FR"),
            site_address="https://{slug}.plein-jour.example/",
            sender="no-reply@plein-jour.example",
        )

    def push(self, edition: KitEdition, slug: str = SLUG) -> None:
        """Keep an edition of the kit, and bring a nation up to it."""
        self.editions.add(edition)
        nation = self.nations.get(slug)
        self.nations.save(replace(nation, kit_version=edition.version), after=nation)

    def record(self, taken: TakenAction) -> Recorded:
        return record_action(taken, registry=self.registry, people=self.people, clock=self.clock)

    def ask(self, key: ItemKey) -> Asked:
        return ask_to_confirm(key, people=self.people, scribe=self.scribe, mailer=self.mailer, clock=self.clock)

    def record_and_ask(self, taken: TakenAction) -> Bond:
        """Record an action, write to who did it, and return whom the link in the letter is for."""
        self.record(taken)
        key = next(key for key in self.waiting(taken.slug) if key[1].endswith(taken.action_id))
        assert self.ask(key) is Asked.SENT
        return self.links.read(LinkKind.CONFIRM, the_link(self.mailer.sent[-1]), slug=taken.slug)

    def confirm(self, bond: Bond) -> Finding:
        seed = self.nations.get(bond.slug).seed
        return confirm(
            bond,
            address="198.51.100.0",
            seed=seed,
            ground=self.ground,
            people=self.people,
            erasures=self.erasures,
            clock=self.clock,
        )

    def pass_days(self, days: float) -> None:
        self.clock.advance(timedelta(days=days))

    def person(self, email: str = MARIE, slug: str = SLUG) -> Person:
        found = list(self.people.below(nation_holder(slug), PERSON_PREFIX + person_id(email)))
        assert len(found) == 1, "there is one such person"
        return from_item(found[0])

    def has(self, email: str = MARIE, slug: str = SLUG) -> bool:
        return bool(list(self.people.below(nation_holder(slug), PERSON_PREFIX + person_id(email))))

    def kept(self, prefix: str, slug: str = SLUG) -> list[Item]:
        return [from_wire(item) for item in self.people.below(nation_holder(slug), prefix)]

    def waiting(self, slug: str = SLUG) -> list[ItemKey]:
        """Return the keys of all confirmations, as the stream tells them."""
        return [item_key(item) for item in self.people.below(nation_holder(slug), "CONFIRM#")]

    def ledger(self, email: str = MARIE, slug: str = SLUG) -> list[Entry]:
        found = self.people.below(nation_holder(slug), entries_of(person_id(email)))
        return [entry_from_item(item) for item in found]
