"""A console with all that it stands on in memory."""

from __future__ import annotations

from dataclasses import replace
from functools import cache, partial
from itertools import count
from typing import TYPE_CHECKING

from shared.access.charter import VERSION
from shared.access.grant import OPERATOR, Grant, Standing
from shared.access.inviting import Offer, invite
from shared.access.member import Member, member_id
from shared.access.role import ROLES, RoleName, Scope
from shared.access.sessions import open_session
from shared.actions.ground import Ground
from shared.console.cookies import SESSION
from shared.console.desk import Desk
from shared.console.people_desk import PeopleDesk
from shared.console.reach import Reach
from shared.console.rendering import Pages
from shared.console.rollout_desk import RolloutDesk
from shared.elections.calendars import calendar_of
from shared.geography.atlases import atlas_of
from shared.kernel.secrets import FixedKeys
from shared.kits.kits import Kits
from shared.kits.previewing import KitPreviews
from shared.kits.pushing import Push
from shared.kits.wardrobe import Wardrobe
from shared.mail.render import MailRenderer
from shared.nations.nation import NationStatus
from shared.people.item import to_item
from shared.people.person import Person, nation_holder, person_id
from shared.people.table import put
from shared.sites.kit import load_kit
from shared.sites.pages import page_item
from shared.sites.press_room import site_maker
from shared.sites.previewing import Previews
from tests.builders import NOON, a_nation
from tests.fakes.access import InMemoryAuditLog, InMemoryMemberStore, InMemorySessionStore, InMemoryTries
from tests.fakes.arrivals import InMemoryArrivals, ListedForms, ListedLinks
from tests.fakes.clock import FixedClock
from tests.fakes.console import Browser
from tests.fakes.counters import InMemoryCounterStore
from tests.fakes.drafts import InMemoryPageDesk
from tests.fakes.elections import InMemoryOverrideLog, ListedPublications
from tests.fakes.erasures import InMemoryErasures
from tests.fakes.events import InMemoryEventStore
from tests.fakes.exports import ListedExports
from tests.fakes.hq_tags import InMemoryHqTags
from tests.fakes.imports import ListedChangeOrders, ListedImportOrders
from tests.fakes.indexing import ListedIndexing
from tests.fakes.kits import InMemoryHoldings, InMemoryKitStore, InMemoryRunStore
from tests.fakes.nations import InMemoryNationStore
from tests.fakes.people_by_name import InMemoryPeopleByName
from tests.fakes.people_table import InMemoryPeopleTable
from tests.fakes.rollouts import FakeMachine, FakeTokens, InMemoryFiles, InMemoryRolloutStore
from tests.fakes.sign_in import InMemorySignIn
from tests.fakes.sites import InMemoryPictures, InMemoryVersionStore

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from shared.events.ports import EventStore
    from shared.sites.pages import Page

a_site_maker = cache(partial(site_maker, network_domain="plein-jour.example", country="FR"))
"""What sites are made with, for all houses."""

a_mail_renderer = cache(MailRenderer)
"""What letters are made with, likewise."""

OWN, OTHER = "paris-6", "lyon-3"
PASSWORD = "Une phrase, 1 chat."


def a_person(slug: str = OWN, given: str = "Luc", family: str = "Dupont") -> Person:
    """Return somebody of a nation."""
    email = f"{given}.{family}@example.org".lower()
    values = {"given_name": given, "family_name": family, "email": email}
    return Person(holder=nation_holder(slug), person_id=person_id(email), values=values)


def reach_in_memory(events: EventStore | None = None, nations: InMemoryNationStore | None = None) -> Reach:
    """Return what is a nation's, in memory; its events are among those of all nations, and so is its record."""
    people, nations = InMemoryPeopleTable(), nations or InMemoryNationStore()
    return Reach(
        people=people,
        by_name=InMemoryPeopleByName(table=people),
        events=events or InMemoryEventStore(),
        overrides=InMemoryOverrideLog(),
        nations=nations,
        pages=InMemoryPageDesk(nations),
        versions=InMemoryVersionStore(),
        pictures=InMemoryPictures(),
        holdings=InMemoryHoldings(nations),
        exported=ListedLinks(),
    )


class House:
    """The console, its stores, and what a test does to them by hand."""

    def __init__(self) -> None:
        self.clock = FixedClock(NOON)
        self.log = InMemoryAuditLog()
        self.members = InMemoryMemberStore(self.log)
        self.sign_in = InMemorySignIn()
        self.nations = InMemoryNationStore()
        self.rollouts = InMemoryRolloutStore()
        self.machine, self.tokens, self.files = FakeMachine(), FakeTokens("waiting"), InMemoryFiles()
        self.counters = InMemoryCounterStore()
        self.publications = ListedPublications()
        self.indexing = ListedIndexing()
        self.exports = ListedExports()
        self.kits = Kits(store=InMemoryKitStore())
        self.people: list[Person] = []
        self.erasures = InMemoryErasures()
        self.imports = ListedImportOrders()
        self.changes = ListedChangeOrders()
        self.events = InMemoryEventStore()
        self.reaches = {slug: reach_in_memory(self.events, self.nations) for slug in (OWN, OTHER)}
        self.asked: list[str] = []
        self._numbers = count(1)
        for slug, zone in ((OWN, "constituency:75-06"), (OTHER, "constituency:69-03")):
            self.nations.found(a_nation(slug, status=NationStatus.READY, zones=(zone,)))
            self.nations.furnish(slug, load_kit().page_items(), is_open=False)
        self.desk = Desk(
            pages=Pages(),
            clock=self.clock,
            draw=self._draw,
            keys=FixedKeys("a key"),
            members=self.members,
            post=self.members.post,
            sessions=InMemorySessionStore(),
            tries=InMemoryTries(),
            audit=self.log,
            sign_in=self.sign_in,
            nations=self.nations,
            rollouts=self.rollouts,
            counters=self.counters,
            events=self.events,
            calendar=calendar_of("FR"),
            publications=self.publications,
            indexing=self.indexing,
            exports=self.exports,
            kits=self.kits,
            kit_push=Push(
                kits=self.kits,
                runs=InMemoryRunStore(),
                nations=self.nations,
                holdings=InMemoryHoldings(self.nations),
                publications=self.publications,
                clock=self.clock,
            ),
            hq_tags=InMemoryHqTags(),
            reach=self._reach,
            people=PeopleDesk(
                erasures=self.erasures,
                ground=Ground(partial(atlas_of, "FR"), country="FR"),
                imports=self.imports,
                changes=self.changes,
            ),
            rolling=RolloutDesk(
                machine=self.machine,
                tokens=self.tokens,
                files=self.files,
                arrivals=InMemoryArrivals(self.files),
                forms=ListedForms(),
                links=ListedLinks(),
                atlas=partial(atlas_of, "FR"),
            ),
            previews=Previews(Wardrobe(a_site_maker(), kits=self.kits, site=None)),
            kit_previews=KitPreviews(a_site_maker, a_mail_renderer),
            site_address="https://{slug}.plein-jour.example/",
            country="FR",
            retention_days=60,
        )

    def browser(self, member: Member | None = None, *, second_factor: bool = True) -> Browser:
        """Return a browser in which a member is signed in, or nobody."""
        browser = Browser(self.desk)
        if member:
            signed_in = open_session(
                member,
                second_factor=second_factor,
                sessions=self.desk.sessions,
                now=self.clock.now(),
                draw=self._draw,
            )
            browser.cookies[SESSION] = signed_in.token
        return browser

    def member(
        self, role: RoleName | None, *, nation: str | None = OWN, charter: str | None = VERSION, name: str = ""
    ) -> Member:
        """Return a new member in a role, in the nation where the role is one of a nation's."""
        email = f"{role or 'nobody'}-{next(self._numbers)}@example.org"
        number = member_id(email, key=self.members.key())
        known = Member(id=number, email=email, name=name or f"Member {role}", language="en", charter=charter)
        self.members.members[number] = known
        if role:
            self.give(known, role, nation if ROLES[role].scope is Scope.NATION else None)
        return self._known(number)

    def everybody(self) -> list[Member]:
        """Return all members, as they stand."""
        return [self._known(number) for number in self.members.members]

    def with_password(self, member: Member, *, enrolled: bool = False) -> Member:
        """Have a member sign in with PASSWORD, and with a code if they are enrolled."""
        self.sign_in.passwords[member.id] = PASSWORD
        if enrolled:
            self.sign_in.enrolled.add(member.id)
        return member

    def invited(self, role: RoleName, *, nation: str | None = None, email: str = "new@example.org") -> str:
        """Return the path of an invitation by the operator."""
        offer = Offer(email=email, name="Ada New", language="en", role=role, nation=nation)
        _, token = invite(offer, giver=None, members=self.members, now=self.clock.now(), draw=self._draw)
        return f"/invitation/{token}"

    def add(self, people: Iterable[Person]) -> None:
        """Have nations hold people."""
        for person in people:
            reach = self.reaches[person.holder.removeprefix("NATION#")]
            reach.people.write([put(to_item(person))])
            self.people.append(person)

    def put(self, page: Page) -> None:
        """Have OWN keep a page in place of the one of its name, as a newer kit does."""
        self.nations.furnish(OWN, [page_item(page)], is_open=False)

    def give(
        self, member: Member, role: RoleName, nation: str | None, *, until: datetime | None = None, reason: str = ""
    ) -> None:
        """Have a member hold one more role; with a reason it is a look inside."""
        grant = Grant(
            id=f"grant-{next(self._numbers)}",
            role=role,
            nation=nation,
            given_by=OPERATOR,
            given_at=NOON,
            expires_at=until,
            reason=reason,
        )
        team = self.members.team(nation)
        standings = (*team.standings, Standing(member_id=member.id, grant=grant))
        self.members.teams[nation] = replace(team, revision=team.revision + 1, standings=standings)

    def _known(self, number: str) -> Member:
        member = self.members.get(number)
        assert member is not None
        return member

    def _draw(self, size: int) -> str:
        return f"{next(self._numbers):0{2 * size}x}"

    def _reach(self, slug: str, *, may_write: bool = False) -> Reach:
        """Return what is a nation's, and remember who was asked for."""
        self.asked.append(slug)
        return self.reaches[slug]
