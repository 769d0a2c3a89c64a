"""Letters leave one by one: what fails waits by itself, and neither stream nor queue stands still for it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import pytest

from shared.kernel.errors import TransientError
from shared.kernel.observability import logger_of, metrics_of
from shared.mail.delivering import ENOUGH_MILLISECONDS, Delivery
from shared.mail.waiting import Rests, read_message, write_message

if TYPE_CHECKING:
    from collections.abc import Callable

    from shared.mail.waiting import ItemKey

HOUR = 3_600


class Fate(StrEnum):
    """What became of a letter."""

    SENT = "sent"


@dataclass
class Post:
    """Sends letters, but for those that fail in the way given, and keeps what must wait."""

    failing: dict[str, Exception] = field(default_factory=dict)
    sent: list[str] = field(default_factory=list)
    kept: list[ItemKey] = field(default_factory=list)
    resting: list[tuple[str, int, bool]] = field(default_factory=list)
    full: bool = False

    def deliver(self, key: ItemKey) -> Fate:
        if key[0] in self.failing:
            raise self.failing[key[0]]
        self.sent.append(key[0])
        return Fate.SENT

    def put(self, key: ItemKey) -> None:
        if self.full:
            raise TransientError("full")
        self.kept.append(key)

    def rest(self, receipt: str, *, tries: int, passes: bool) -> None:
        self.resting.append((receipt, tries, passes))

    def work_off(self, *records: dict[str, Any], left: Callable[[], int] = lambda: 60_000) -> dict[str, Any]:
        delivery = Delivery(
            of="Letter",
            deliver=self.deliver,
            waiting=lambda: self,
            logger=logger_of("letters"),
            metrics=metrics_of("letters"),
        )
        return delivery.work_off(records, left=left)


def streamed(pk: str) -> dict[str, Any]:
    return {"eventSource": "aws:dynamodb", "dynamodb": {"Keys": {"pk": {"S": pk}, "sk": {"S": "LETTER"}}}}


def queued(pk: str, *, tries: int = 1, body: str | None = None) -> dict[str, Any]:
    return {
        "eventSource": "aws:sqs",
        "messageId": pk,
        "receiptHandle": f"receipt {pk}",
        "body": write_message((pk, "LETTER")) if body is None else body,
        "attributes": {"ApproximateReceiveCount": str(tries)},
    }


@pytest.mark.parametrize("failure", [TransientError("busy"), KeyError("salt")], ids=["passing", "unforeseen"])
def test_a_letter_of_the_stream_that_fails_waits_and_the_stream_goes_on(failure: Exception) -> None:
    post = Post(failing={"b": failure})

    answer = post.work_off(streamed("a"), streamed("b"), streamed("c"))

    assert (post.sent, post.kept, answer) == (["a", "c"], [("b", "LETTER")], {"batchItemFailures": []})


def test_what_can_neither_leave_nor_wait_has_its_batch_told_again_after_all_others_left() -> None:
    post = Post(failing={"b": TransientError("busy")}, full=True)

    with pytest.raises(TransientError, match="1 of 3 letters neither sent nor kept"):
        post.work_off(streamed("a"), streamed("b"), streamed("c"))

    assert post.sent == ["a", "c"]


def test_a_record_without_a_letters_key_holds_up_no_letter_of_its_batch() -> None:
    post = Post()

    with pytest.raises(TransientError, match="1 of 2"):
        post.work_off({"eventSource": "aws:dynamodb", "dynamodb": {"Keys": {}}}, streamed("a"))

    assert post.sent == ["a"]


def test_a_sender_that_is_short_of_time_begins_no_letter_and_leaves_none_to_the_stream() -> None:
    post, left = Post(), iter([ENOUGH_MILLISECONDS, ENOUGH_MILLISECONDS - 1])

    post.work_off(streamed("a"), streamed("b"), left=lambda: next(left))

    assert (post.sent, post.kept) == (["a"], [("b", "LETTER")])


def test_of_the_queue_what_fails_comes_again_alone_after_a_rest_of_its_own() -> None:
    post = Post(failing={"b": TransientError("busy"), "c": KeyError("salt")})

    answer = post.work_off(queued("a"), queued("b", tries=3), queued("c", tries=2), queued("d"))

    assert post.sent == ["a", "d"]
    assert answer == {"batchItemFailures": [{"itemIdentifier": "b"}, {"itemIdentifier": "c"}]}
    assert post.resting == [("receipt b", 3, True), ("receipt c", 2, False)]


@pytest.mark.parametrize("body", ["{}", "[]", "no letter", "null"])
def test_a_message_that_tells_no_letter_is_nobody_elses_trouble(body: str) -> None:
    post = Post()

    answer = post.work_off(queued("a", body=body), queued("b"))

    assert (post.sent, answer) == (["b"], {"batchItemFailures": [{"itemIdentifier": "a"}]})
    assert post.resting == [("receipt a", 1, False)]


def test_a_message_tells_the_key_of_its_letter_and_nothing_else() -> None:
    assert write_message(("INVITATION#1f", "LETTER")) == '{"pk": "INVITATION#1f", "sk": "LETTER"}'
    assert read_message(write_message(("NATION#paris-6", "CONFIRM#p#a"))) == ("NATION#paris-6", "CONFIRM#p#a")


def test_what_passes_by_itself_is_waited_for_longer_each_time_up_to_the_longest() -> None:
    rests = Rests(first=10, longest=HOUR)

    assert [rests.after(tries, passes=True) for tries in (1, 2, 3, 9, 10, 33)] == [10, 20, 40, 2560, HOUR, HOUR]


def test_what_nobody_foresaw_is_dead_within_minutes() -> None:
    rests = Rests(first=10, longest=HOUR)

    assert sum(rests.after(tries, passes=False) for tries in range(1, 33)) < 10 * 60
