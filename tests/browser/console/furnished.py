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
from shared.nations.hq_tags import HqTagDesk, make_hq_tag
from shared.nations.nation import NationStatus
from shared.people.item import to_item
from shared.people.person import Person, nation_holder, person_id
from shared.people.segments.building import build_index
from shared.people.segments.saved import Draft, save_segment
from shared.people.segments.segment import segment_of
from shared.people.table import put
from shared.people.tag_book import TagWish, make_tag, retire_tag
from shared.rollouts.arrivals import PEOPLE, ROSTER, arrival_key
from shared.rollouts.leftovers import Leftover
from shared.rollouts.rollout import EntryState, Milestones, RolloutState, WaveRecord
from tests.builders import NOON, a_nation, a_request, a_rollout, an_entry
from tests.fakes.journal import InMemoryJournal
from tests.unit.console.house import OWN, House

if TYPE_CHECKING:
    from collections.abc import Iterator

GIVEN = ("Adèle", "Bruno", "Camille", "Driss", "Élise", "Fatou", "Gilles", "Hana", "Ismaël", "Jules")
FAMILY = ("Aubert", "Benali", "Caron", "Diallo", "Étienne", "Fournier", "Garnier", "Haddad")
"""Names that many people in France have; nobody in particular is meant."""

NATIONS = ("bordeaux-2", "lille-1", "marseille-4", "nantes-2", "rennes-1", "strasbourg-3", "toulouse-5")
EMPTY, GOOD, FAULTY = (f"{number:032x}" for number in range(1, 4))
"""Places for files: nothing has arrived, a rollout may start, something is wrong."""

ROSTER_FILE = """slug,name,candidate,email,zones
landes-1,Landes 1re,Adèle Aubert,landes-1@example.org,40-01
landes-2,Landes 2e,Bruno Benali,landes-2@example.org,40-02
bearn-1,Béarn 1re,Camille Caron,bearn-1@example.org,64-01
"""
FAULTY_ROSTER = """slug,name,candidate,email,zones
Bordeaux 1,Bordeaux 1re,Adèle Aubert,bordeaux-1@example.org,33-01
bordeaux-3,Bordeaux 3e,Bruno Benali,bordeaux-3,33-03
gers-1,Gers 1re,,gers-1@example.org,32-99
"""
PEOPLE_FILE = "email,prénom,nom,circonscription,comité\n" + "".join(
    f"{'supporter' if number % 7 else 'no address'}{number}@example.org,,,{'40-01' if number % 5 else ''},Odéon\n"
    for number in range(40)
)

LEAVING = "lille-1"
"""A campaign whose removal is set."""
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
    _tags(house)
    _network(house)
    _arrivals(house)
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
                "deed_days": [f"2027-04-{number % 28 + 1:02} join", f"2027-05-{number % 9 + 1:02} sign:petition"],
            },
            consents={"email": {"given": True, "by": "column consentement", "at": "2027-03-02"}},
        )


def _campaign(house: House) -> None:
    nation = house.nations.nations[OWN]
    seed = replace(nation.seed, facts=FACTS)
    house.nations.nations[OWN] = replace(nation, seed=seed, people=1834, kit_version="2027.1+98")
    _days(house, OWN, 1)
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
            people.write([put(to_item(with_attendance(person, door, at=NOON))), *attendance(door, person, house.clock)])
    house.counters.counters[OWN].update({"attendances#e1": 16})


def _tags(house: House) -> None:
    """Have the team write about one tag and retire another, headquarters give one, and everybody be counted."""
    people, journal = house.reaches[OWN].people, InMemoryJournal()
    about = "Meets us there on Saturdays"
    wish = TagWish(slug=OWN, tag="marché Saint-Germain", about=about, by="member")
    make_tag(wish, people=people, journal=journal, clock=house.clock)
    retire_tag(replace(wish, tag="législatives 2024"), people=people, journal=journal, clock=house.clock)
    desk = HqTagDesk(tags=house.desk.hq_tags, note=lambda *_: None, clock=house.clock, by="member")
    make_hq_tag("convention", "Came to the convention in March", desk=desk)
    build_index(OWN, people=people, now=NOON, draw=house.desk.draw)
    _segments(house)


def _segments(house: House) -> None:
    """Have the team keep three segments."""
    people, journal, clock = house.reaches[OWN].people, InMemoryJournal(), house.clock
    callable_ones = segment_of(all_of=["has:phone"], none_of=["volunteer"])
    for name, segment in (
        ("Market friends", segment_of(any_of=["tag:marché Saint-Germain"])),
        ("To call", callable_ones),
        ("Gone quiet", segment_of(none_of=["did:any:last-4-days"])),
    ):
        draft = Draft(name=name, segment=segment, by="member")
        save_segment(OWN, draft, people=people, journal=journal, clock=clock, draw=house.desk.draw)


def _days(house: House, slug: str, number: int) -> None:
    """Have people come by on most days of four weeks, more of them towards the vote."""
    for back in range(28):
        joined = (28 - back) * (number + 2) * (back % 4) // 6
        steps = {"supporters": joined, "volunteers": joined // 5, "signatures": joined // 2}
        house.counters.moved[slug][NOON.date() - timedelta(days=back)] = steps


def _network(house: House) -> None:
    for number, slug in enumerate(NATIONS):
        status = NationStatus.PROVISIONING if number == 3 else NationStatus.READY
        nation = a_nation(slug, status=status, zones=(f"constituency:3{number}-01",), people=900 + 77 * number)
        seed = replace(
            nation.seed, name=slug.replace("-", " ").title() + "e", candidate=f"{GIVEN[number]} {FAMILY[number]}"
        )
        house.nations.found(replace(nation, seed=seed, kit_version="2027.1+98"))
        house.counters.counters[slug].update(volunteers=11 * number)
        _days(house, slug, number)
    begun = NOON - timedelta(seconds=75)
    leaving = house.nations.get(LEAVING).leaving(reason="Merged", goes_at=NOON + timedelta(days=30), at=NOON)
    house.nations.nations[LEAVING] = leaving
    rollout = a_rollout(
        state=RolloutState.AWAITING_APPROVAL,
        request=replace(a_request(), deadline=NOON + timedelta(hours=7)),
        people_rows=8_400,
        milestones=Milestones(
            started_at=begun,
            import_started_at=begun + timedelta(seconds=5),
            import_finished_at=begun + timedelta(seconds=40),
        ),
    )
    house.rollouts.create(rollout)
    entries = [an_entry(slug, state=EntryState.READY, attempt=1, wave=int(n > 2)) for n, slug in enumerate(NATIONS)]
    why = "zone constituency:57-01 belongs to nation nancy-1"
    entries += [an_entry("metz-1", state=EntryState.FAILED, attempt=1, wave=1, reason=why)]
    waiting = [an_entry(slug, attempt=1, wave=2) for slug in ("dijon-2", "tours-1")]
    house.rollouts.add_entries(rollout.id, [*entries, *waiting])
    for wave, failed, verdict in ((0, 0, "advance"), (1, 1, "pause")):
        judged = WaveRecord(wave=wave, nations=3 + 2 * wave, failed=failed, verdict=verdict, reason="")
        house.rollouts.add_wave(rollout.id, judged)
    house.rollouts.add_range(rollout.id, 0, rows=8_400, rejected=31, unassigned=212)
    house.rollouts.add_shard(rollout.id, 0, created=8_020, merged=96, unchanged=41)
    for kind in Leftover:
        house.files.write(f"rollouts/{rollout.id}/{kind}/range-0.csv", b"line,reason\n")


def _arrivals(house: House) -> None:
    for place, roster, people in ((GOOD, ROSTER_FILE, PEOPLE_FILE), (FAULTY, FAULTY_ROSTER, "couleur\nbleu\n")):
        house.files.write(arrival_key(place, ROSTER), roster.encode())
        house.files.write(arrival_key(place, PEOPLE), people.encode())


def _team(house: House) -> None:
    candidate = house.member(RoleName.CANDIDATE, name="Jeanne Martin")
    house.member(RoleName.FIELD, name="Driss Benali")
    house.member(RoleName.DIRECTOR, name="Hana Caron")
    for email, role in (("noor@example.org", RoleName.COMMUNICATIONS), ("sam@example.org", RoleName.READER)):
        offer = Offer(email=email, name=email.partition("@")[0].title(), language="fr", role=role, nation=OWN)
        invite(offer, giver=candidate, members=house.members, now=NOON, draw=house.desk.draw)
