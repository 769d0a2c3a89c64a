"""Letters to members: what they say, that none is lost, and that each leaves once unless its sender is killed."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from shared.access.inviting import find_invitation, invite
from shared.access.items import posting_key
from shared.access.letters import LAYOUT, Clerk
from shared.access.ports import Taken
from shared.access.post_store import DynamoPost
from shared.access.posting import LetterKind, Posting, token_of
from shared.access.revoking import Revoking, withdraw
from shared.access.role import RoleName
from shared.access.sending import LetterHeld, Sent, send_letter
from shared.access.tokens import digest_of
from shared.kernel.errors import TransientError
from shared.kernel.secrets import FixedKeys
from shared.mail.letter import LetterRefused
from shared.mail.render import MailRenderer
from shared.sites.banner import default_banner
from tests.builders import NOON
from tests.fakes.access import InMemoryMemberStore, InMemoryPost
from tests.fakes.clock import FixedClock
from tests.fakes.mailer import InMemoryMailer
from tests.unit.access.builders import an_offer, joined

if TYPE_CHECKING:
    from datetime import datetime

    from shared.access.inviting import Offer
    from shared.access.ports import Post

HOLD, SECOND = timedelta(seconds=75), timedelta(seconds=1)

CONSOLE = "https://console.plein-jour.example/"
KEYS = FixedKeys("an older key", "the key")

CLERK = Clerk(
    renderer=MailRenderer(layout=LAYOUT),
    banner=default_banner,
    console=CONSOLE,
    sender="no-reply@plein-jour.example",
)


class Killed(BaseException):
    """What ends a process: no code of ours stands in its way."""


def killed(*_: object) -> None:
    raise Killed


@dataclass
class Office:
    """Where letters are posted and sent, in memory."""

    members: InMemoryMemberStore = field(default_factory=InMemoryMemberStore)
    mailer: InMemoryMailer = field(default_factory=InMemoryMailer)

    def invite(self, offer: Offer) -> str:
        """Invite somebody, and return the partition of their letter."""
        invitation, _ = invite(offer, giver=None, members=self.members, now=NOON, keys=KEYS)
        return f"INVITATION#{invitation.digest}"

    def send(self, pk: str, *, keys: FixedKeys = KEYS, at: datetime = NOON) -> Sent:
        return send_letter(
            pk,
            post=self.members.post,
            members=self.members,
            clerk=CLERK,
            keys=keys,
            mailer=self.mailer,
            clock=FixedClock(at),
            hold=HOLD,
        )

    @property
    def link(self) -> str:
        """The link of the letter that was sent last."""
        [line] = [line for line in self.mailer.sent[-1].mail.text.split() if line.startswith(CONSOLE)]
        return line


@pytest.fixture
def office() -> Office:
    return Office()


def a_posting(**changes: object) -> Posting:
    """Return the letter of a link to choose a new password."""
    digest = digest_of(token_of("salt", "the key"))
    facts = {"member_id": "0" * 32, "generation": 1, "expires_at": NOON + timedelta(hours=1)}
    return replace(Posting(kind=LetterKind.PASSWORD, digest=digest, salt="salt", **facts), **changes)  # type: ignore[arg-type] # as the dataclass checks them


def test_an_invitation_brings_whom_it_is_for_a_link_that_leads_to_it(office: Office) -> None:
    pk = office.invite(an_offer(place="Paris 6e"))

    assert office.send(pk) is Sent.SENT

    [letter] = office.mailer.sent
    token = office.link.removeprefix(f"{CONSOLE}invitation/")
    assert letter.to == "marie@example.org"
    assert find_invitation(token, members=office.members, now=NOON).email == letter.to
    assert "candidature · Paris 6e" in letter.mail.text
    assert office.link in letter.mail.html


@pytest.mark.parametrize(("language", "word"), [("fr", "Accepter l’invitation"), ("en", "Accept the invitation")])
def test_it_speaks_the_language_of_the_invitation_and_names_the_network(
    office: Office, language: str, word: str
) -> None:
    office.send(office.invite(an_offer(language=language, role=RoleName.OWNER, nation=None)))

    mail = office.mailer.sent[0].mail
    assert word in mail.html
    assert word in mail.text
    assert "Plein Jour" in mail.subject
    assert "Plein Jour" in office.mailer.sent[0].sender.header


def test_no_letter_leaves_twice_however_often_it_is_told_of(office: Office) -> None:
    pk = office.invite(an_offer())

    assert [office.send(pk) for _ in range(3)] == [Sent.SENT, Sent.SETTLED, Sent.SETTLED]
    assert len(office.mailer.sent) == 1


def test_a_letter_whose_sender_was_killed_before_it_left_is_sent_as_soon_as_its_hold_is_over(office: Office) -> None:
    pk = office.invite(an_offer())
    office.mailer.error = Killed()
    with pytest.raises(Killed):
        office.send(pk)

    with pytest.raises(LetterHeld):
        office.send(pk, at=NOON + HOLD - SECOND)
    assert office.mailer.sent == []
    assert office.send(pk, at=NOON + HOLD) is Sent.SENT
    assert office.send(pk, at=NOON + 2 * HOLD) is Sent.SETTLED
    assert len(office.mailer.sent) == 1


def test_a_letter_whose_sender_was_killed_after_it_left_brings_the_same_link_twice_and_no_more(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    pk = office.invite(an_offer())
    with monkeypatch.context() as patch:
        patch.setattr(office.members.post, "settle", killed)
        with pytest.raises(Killed):
            office.send(pk)
    first = office.link

    assert office.send(pk, at=NOON + HOLD) is Sent.SENT
    assert office.link == first
    assert [office.send(pk, at=NOON + n * HOLD) for n in (2, 3)] == [Sent.SETTLED] * 2
    assert len(office.mailer.sent) == 2


def test_what_a_letter_that_is_held_says_names_nobody(office: Office) -> None:
    pk = office.invite(an_offer())
    office.members.post.take(pk, now=NOON, until=NOON + HOLD)

    with pytest.raises(TransientError) as raised:
        office.send(pk)

    assert not any(word in str(raised.value) for word in ("marie", "Dupont", "example.org", pk))


def test_a_letter_whose_link_ran_out_while_it_waited_is_not_sent(office: Office) -> None:
    member = joined(office.members, an_offer())
    posting = a_posting(member_id=member.id, generation=member.generation)
    office.members.post.add(posting)

    assert office.send(posting_key(posting), at=posting.expires_at) is Sent.GONE
    assert office.mailer.sent == []


def test_a_letter_that_the_mail_service_could_not_take_now_is_tried_again(office: Office) -> None:
    pk = office.invite(an_offer())
    office.mailer.error = TransientError("the mail service answers TooManyRequestsException")

    with pytest.raises(TransientError):
        office.send(pk)
    assert office.send(pk) is Sent.SENT


def test_a_letter_that_fails_for_a_fault_of_ours_is_in_nobodys_hand_until_its_next_try(office: Office) -> None:
    pk = office.invite(an_offer())
    office.mailer.error = KeyError("role_astronaut")

    with pytest.raises(KeyError):
        office.send(pk)
    assert office.send(pk) is Sent.SENT


def test_a_letter_that_it_refuses_is_held_back(office: Office) -> None:
    pk = office.invite(an_offer())
    office.mailer.error = LetterRefused("MessageRejected")

    assert office.send(pk) is Sent.HELD_BACK
    assert office.send(pk) is Sent.SETTLED


def test_a_letter_whose_key_was_replaced_twice_is_held_back(office: Office) -> None:
    pk = office.invite(an_offer())

    assert office.send(pk, keys=FixedKeys("a third key", "a fourth key")) is Sent.HELD_BACK


def test_a_letter_of_before_a_rotation_still_leads_there(office: Office) -> None:
    pk = office.invite(an_offer())

    assert office.send(pk, keys=FixedKeys("the key", "a new key")) is Sent.SENT
    assert find_invitation(office.link.rpartition("/")[2], members=office.members, now=NOON)


def test_no_letter_goes_out_for_an_invitation_that_was_withdrawn(office: Office) -> None:
    pk = office.invite(an_offer())
    [invitation] = office.members.team("paris-6").invitations

    withdraw(invitation.id, nation="paris-6", task=Revoking(by=None, members=office.members, now=NOON))

    assert office.send(pk) is Sent.GONE


def test_an_invitation_again_voids_the_one_before_and_its_letter(office: Office) -> None:
    first, second = office.invite(an_offer()), office.invite(an_offer())

    assert [office.send(first), office.send(second)] == [Sent.GONE, Sent.SENT]


def test_without_the_stages_key_nothing_is_posted(office: Office) -> None:
    invite(an_offer(), giver=None, members=office.members, now=NOON)

    assert office.members.post.letters == {}


def test_a_new_password_goes_to_a_member_at_their_own_address(office: Office) -> None:
    member = joined(office.members, an_offer(language="en"))
    posting = a_posting(member_id=member.id, generation=member.generation)
    office.members.post.add(posting)

    assert office.send(posting_key(posting)) is Sent.SENT
    assert office.mailer.sent[0].to == member.email
    assert office.link.startswith(f"{CONSOLE}new-password/")


def test_nobody_is_written_about_a_password_that_is_nobodys(office: Office) -> None:
    posting = a_posting()
    office.members.post.add(posting)

    assert office.send(posting_key(posting)) is Sent.NOBODY
    assert office.mailer.sent == []


@pytest.fixture(params=["in-memory", "dynamodb"])
def post(request: pytest.FixtureRequest) -> Post:
    if request.param == "in-memory":
        return InMemoryPost()
    return DynamoPost(request.getfixturevalue("dynamodb"), request.getfixturevalue("network_table"))


def take(post: Post, posting: Posting, *, at: datetime = NOON) -> Posting | Taken:
    """Take a letter in hand, for the time that its sender may live."""
    return post.take(posting_key(posting), now=at, until=at + HOLD)


def test_a_letter_is_in_one_hand_at_a_time(post: Post) -> None:
    posting = a_posting(email="marie@example.org", name="Marie", language="fr", role="reader", place="Paris 6e")
    post.add(posting)

    assert take(post, posting) == posting
    assert take(post, posting) is Taken.HELD
    assert take(post, posting, at=NOON + HOLD - SECOND) is Taken.HELD


def test_a_letter_of_whom_nothing_is_heard_is_taken_again_each_time_its_hold_is_over(post: Post) -> None:
    posting = a_posting()
    post.add(posting)
    take(post, posting)

    assert take(post, posting, at=NOON + HOLD) == posting
    assert take(post, posting, at=NOON + HOLD) is Taken.HELD
    assert take(post, posting, at=NOON + 2 * HOLD) == posting


def test_a_letter_that_is_handed_back_is_taken_again(post: Post) -> None:
    posting = a_posting()
    post.add(posting)
    take(post, posting)

    post.hand_back(posting, until=NOON + HOLD)

    assert take(post, posting) == posting


def test_who_comes_late_takes_no_letter_from_the_hand_it_is_in_by_now(post: Post) -> None:
    posting = a_posting()
    post.add(posting)
    take(post, posting)
    take(post, posting, at=NOON + HOLD)

    post.hand_back(posting, until=NOON + HOLD)

    assert take(post, posting, at=NOON + HOLD) is Taken.HELD


def test_what_was_sent_late_is_settled_whoever_has_it_in_hand(post: Post) -> None:
    posting = a_posting()
    post.add(posting)
    take(post, posting)
    take(post, posting, at=NOON + HOLD)

    post.settle(posting, "sent")

    assert take(post, posting, at=NOON + 2 * HOLD) is Taken.SETTLED


def test_a_letter_whose_link_ran_out_is_gone_though_the_table_still_has_it(post: Post) -> None:
    posting = a_posting()
    post.add(posting)

    assert take(post, posting, at=posting.expires_at) is Taken.GONE
    assert take(post, posting, at=posting.expires_at - SECOND) == posting
    assert take(post, posting, at=posting.expires_at) is Taken.GONE


def test_a_letter_that_is_settled_has_nothing_left_that_its_link_is_made_of(post: Post) -> None:
    posting = a_posting()
    post.add(posting)
    take(post, posting)

    post.settle(posting, "sent")

    assert take(post, posting) is Taken.SETTLED
    assert post.find(posting_key(posting)) == replace(posting, salt="")


def test_what_is_gone_is_neither_taken_nor_settled(post: Post) -> None:
    posting = a_posting()

    assert take(post, posting) is Taken.GONE
    post.hand_back(posting, until=NOON + HOLD)
    post.settle(posting, "sent")
    assert post.find(posting_key(posting)) is None
