"""Whatever happens in whatever order: mail goes only to who said yes last, at an address that they confirmed."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from shared.actions.finding import Found
from shared.consent.dossier import read_dossier
from shared.consent.ledger import Method
from shared.consent.links import LinkKind
from shared.consent.purposes import Controller, Purpose
from shared.consent.withdrawing import Word, withdraw
from shared.people.consent import by_column
from shared.people.item import PERSON_PREFIX, from_item, to_item
from shared.people.merging import decide
from shared.people.person import nation_holder, person_id
from shared.people.rowline import Contribution
from shared.people.table import Wanted, has_expired, put
from tests.examples import at_night
from tests.unit.actions.recorded import MAIL, MARIE, SLUG, Room, a_consent, an_action, the_link

if TYPE_CHECKING:
    from shared.consent.links import Bond
    from shared.people.person import Person

KEY = nation_holder(SLUG), person_id(MARIE)


class History(RuleBasedStateMachine):
    """Marie and a nation: forms, links, withdrawals, imports, and time that passes."""

    def __init__(self) -> None:
        super().__init__()
        self.room = Room()
        self.number = 0
        self.links: list[tuple[Bond, bool]] = []
        self.yes = False
        """Whether Marie, or a file about her, said yes last."""
        self.withdrew = False
        """Whether she took it back since she last confirmed."""

    def stored(self) -> Person | None:
        item_key = KEY[0], PERSON_PREFIX + KEY[1]
        item = self.room.people.read([item_key]).get(item_key)
        gone = item is None or has_expired(item, now=self.room.clock.now().timestamp())
        return None if item is None or gone else from_item(item)

    def a_moment_passes(self) -> None:
        """Nobody says two things in the same microsecond."""
        self.room.clock.advance(timedelta(seconds=1))

    @rule(consents=st.booleans())
    def fills_in_a_form(self, consents: bool) -> None:
        self.a_moment_passes()
        if self.stored() is None:
            self.yes = self.withdrew = False
        self.number += 1
        taken = an_action(
            "contact",
            stamp=str(self.number),
            at=self.room.clock.now(),
            consents=(a_consent(MAIL),) if consents else (),
        )
        self.room.record(taken)
        waiting = [key for key in self.room.waiting() if key[1].endswith(taken.action_id)]
        if waiting and self.room.ask(waiting[0]) == "sent":
            token = the_link(self.room.mailer.sent[-1])
            bond = self.room.links.read(LinkKind.CONFIRM, token, slug=SLUG)
            self.links.append((bond, consents))

    @precondition(lambda self: self.links)
    @rule(place=st.integers(0, 20))
    def follows_a_link(self, place: int) -> None:
        self.a_moment_passes()
        bond, asked = self.links[place % len(self.links)]
        found = self.room.confirm(bond).found
        if found is Found.CONFIRMED and asked:
            self.yes, self.withdrew = True, False

    @precondition(lambda self: self.stored())
    @rule()
    def withdraws(self) -> None:
        self.a_moment_passes()
        word = Word(method=Method.LINK)
        withdraw(KEY, [MAIL], word=word, people=self.room.people, clock=self.room.clock)
        self.yes, self.withdrew = False, True

    @rule(answer=st.booleans())
    def is_in_a_file(self, answer: bool) -> None:
        self.number += 1
        stored = self.stored()
        if stored is None:
            self.yes = self.withdrew = False
        word = by_column("opt-in", answer, yes_means=True)
        row = Contribution({"email": MARIE}, {"email": word})
        person = decide(KEY, [row], stored=stored, rollout_id=str(self.number)).person
        if person:
            self.room.people.write([put(to_item(person), Wanted.NOTHING)])
        if not answer:
            self.yes = False
        elif not self.withdrew:
            self.yes = True

    @rule(hours=st.integers(1, 100))
    def time_passes(self, hours: int) -> None:
        self.room.clock.advance(timedelta(hours=hours))

    @invariant()
    def mail_goes_only_to_who_said_yes_last(self) -> None:
        person = self.stored()
        assert person is None or person.mailable == self.yes
        assert not (self.withdrew and person and person.mailable)

    @invariant()
    def what_stands_is_what_mail_goes_by(self) -> None:
        dossier = read_dossier(KEY, people=self.room.people, now=self.room.clock.now())
        if dossier and dossier.person.mailable:
            assert (Purpose.MAIL, Controller.CANDIDATE) in dossier.standing(now=self.room.clock.now())


History.TestCase.settings = settings(max_examples=at_night(40), stateful_step_count=20, deadline=None)
test_histories = History.TestCase
