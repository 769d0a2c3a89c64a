"""A console with a campaign in full swing: people, figures, a team, rollouts and a log."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from shared.access.inviting import Offer, invite
from shared.access.role import RoleName
from shared.actions.checking_in import Door, attendance, with_attendance
from shared.actions.keys import guests_of
from shared.events.event import Event
from shared.kernel.items import to_wire
from shared.nations.nation import NationStatus
from shared.people.item import to_item
from shared.people.person import Person, nation_holder, person_id
from shared.people.table import put
from shared.rollouts.rollout import EntryState, RolloutState
from tests.builders import NOON, a_nation, a_request, a_rollout, an_entry
from tests.unit.console.house import OWN, House

if TYPE_CHECKING:
    from collections.abc import Iterator

GIVEN = ("Adèle", "Bruno", "Camille", "Driss", "Élise", "Fatou", "Gilles", "Hana", "Ismaël", "Jules")
FAMILY = ("Aubert", "Benali", "Caron", "Diallo", "Étienne", "Fournier", "Garnier", "Haddad")
"""Names that many people in France have; nobody in particular is meant."""

NATIONS = ("bordeaux-2", "lille-1", "marseille-4", "nantes-2", "rennes-1", "strasbourg-3", "toulouse-5")
FACTS = {
    "slogan": "Paris respire",
    "portrait": "assets/portrait.0123456789ab.webp",
    "goals": "supporters=2500 signatures=800",
}


def furnished() -> House:
    """Return the console."""
    house = House()
    house.add(crowd())
    _campaign(house)
    _guests(house)
    _network(house)
    _team(house)
    return house


def crowd() -> Iterator[Person]:
    """Yield a page and more of people, each with what an import and a site tell of somebody."""
    for number in range(len(GIVEN) * len(FAMILY)):
        given, family = GIVEN[number % len(GIVEN)], FAMILY[number // len(GIVEN)]
        email = f"supporter-{number:02}@example.org"
        yield Person(
            holder=nation_holder(OWN),
            person_id=person_id(email),
            values={
                "given_name": given,
                "family_name": family,
                "email": email,
                "phone": f"+3363998{number:04}",
                "commune": "Paris 6e",
                "postcode": "75006",
                "support_level": 4,
                "volunteer": number % 3 == 0,
                "tags": ["marché Saint-Germain"],
                "custom.comité": "Odéon",
                "deeds": ["join", "sign:petition"],
            },
            consents={"email": {"given": True, "by": "column consentement", "at": "2027-03-02"}},
        )


def _campaign(house: House) -> None:
    nation = house.nations.nations[OWN]
    seed = replace(nation.seed, facts=FACTS)
    house.nations.nations[OWN] = replace(nation, seed=seed, people=1834, kit_version="2027.1+98")
    house.counters.counters[OWN].update(supporters=212, volunteers=87, **{"signatures#petition": 641, "rsvps#e1": 38})
    starts = datetime(2027, 5, 20, 18, 30)
    house.desk.events.add(
        Event(
            event_id="e1",
            slug=OWN,
            title="Réunion publique à l’Odéon",
            starts=starts,
            ends=starts + timedelta(hours=2),
            timezone="Europe/Paris",
            venue="Salle des fêtes",
            changed_at=NOON,
        )
    )


def _guests(house: House) -> None:
    """Have every second person say that they come to the event, and some of them come."""
    people = house.reaches[OWN].people
    door = Door(slug=OWN, event_id="e1", by="member")
    for number, person in enumerate(house.people[:76]):
        guest = {"pk": person.holder, "sk": guests_of("e1") + person.person_id}
        if number % 2 == 0:
            people.write([put(to_wire(guest))])
        if number % 5 == 0:
            people.write([put(to_item(with_attendance(person, door))), *attendance(door, person, house.clock)])
    house.counters.counters[OWN].update({"attendances#e1": 16})


def _network(house: House) -> None:
    for number, slug in enumerate(NATIONS):
        status = NationStatus.PROVISIONING if number == 3 else NationStatus.READY
        nation = a_nation(slug, status=status, zones=(f"constituency:3{number}-01",), people=900 + 77 * number)
        seed = replace(
            nation.seed, name=slug.replace("-", " ").title() + "e", candidate=f"{GIVEN[number]} {FAMILY[number]}"
        )
        house.nations.found(replace(nation, seed=seed, kit_version="2027.1+98"))
        house.counters.counters[slug].update(volunteers=11 * number)
    rollout = a_rollout(state=RolloutState.AWAITING_APPROVAL, request=a_request())
    house.rollouts.create(rollout)
    entries = [an_entry(slug, state=EntryState.READY) for slug in NATIONS]
    entries += [an_entry("metz-1", state=EntryState.FAILED, reason="zone constituency:57-01 belongs to nation nancy-1")]
    house.rollouts.add_entries(rollout.id, [*entries, an_entry("dijon-2"), an_entry("tours-1")])


def _team(house: House) -> None:
    candidate = house.member(RoleName.CANDIDATE, name="Jeanne Martin")
    house.member(RoleName.FIELD, name="Driss Benali")
    house.member(RoleName.DIRECTOR, name="Hana Caron")
    for email, role in (("noor@example.org", RoleName.COMMUNICATIONS), ("sam@example.org", RoleName.READER)):
        offer = Offer(email=email, name=email.partition("@")[0].title(), language="fr", role=role, nation=OWN)
        invite(offer, giver=candidate, members=house.members, now=NOON, draw=house.desk.draw)
