"""The people table in memory and in DynamoDB behave alike, item by item."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from botocore.exceptions import ClientError, EndpointConnectionError

from shared.kernel.errors import PermanentError, TransientError
from shared.kernel.items import from_wire, to_wire
from shared.people.dynamo_table import DynamoPeopleTable
from shared.people.numbers import digest_of
from shared.people.table import MOST_STEPS, Deed, Step, StepRefused, Wanted, WriteDisturbed, put

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

    from shared.kernel.items import WireItem
    from shared.people.table import PeopleTable

KEY = ("NATION#paris-6", "PERSON#1")
SECRET = "marie@example.org"


def an_item(sk: str = KEY[1], **values: Any) -> WireItem:
    return to_wire({"pk": KEY[0], "sk": sk, **values})


def test_items_are_read_as_they_were_written(table: PeopleTable) -> None:
    item = an_item(revision=1, email=SECRET)

    table.write([put(item)])

    assert table.read([KEY, ("NATION#lyon-3", "PERSON#1")]) == {KEY: item}


def test_items_below_a_prefix_come_in_their_order(table: PeopleTable) -> None:
    table.write([put(an_item(sk)) for sk in ("DEED#b", "DEED#a", "PERSON#1")])

    assert [item["sk"]["S"] for item in table.below(KEY[0], "DEED#")] == ["DEED#a", "DEED#b"]


def test_without_a_prefix_all_of_a_partition_comes(table: PeopleTable) -> None:
    table.write([put(an_item(sk)) for sk in ("DEED#b", "ACTIVITY#a")])

    assert [item["sk"]["S"] for item in table.below(KEY[0], "")] == ["ACTIVITY#a", "DEED#b"]


def test_no_more_is_read_than_asked_for(table: PeopleTable) -> None:
    table.write([put(an_item(sk)) for sk in ("DEED#c", "DEED#b", "DEED#a")])

    assert [item["sk"]["S"] for item in table.below(KEY[0], "DEED#", most=2)] == ["DEED#a", "DEED#b"]


MARK = ("NATION#paris-6", "STALE#1")


@pytest.mark.parametrize("deed", [Deed.PUT, Deed.DELETE, Deed.KEEP, Deed.EXPIRE])
def test_whoever_changes_a_person_leaves_a_mark(table: PeopleTable, deed: Deed) -> None:
    table.write([put(an_item(revision=1))])
    (before,) = table.read([MARK]).values()

    table.write([Step(deed=deed, key=KEY, item=an_item(revision=2), expires_at=9)])

    (after,) = table.read([MARK]).values()
    assert after.keys() - {"numbers"} == {"pk", "sk", "revision"}
    assert after["revision"] != before["revision"]


@pytest.mark.parametrize(
    ("deed", "numbers"),
    [(Deed.PUT, [digest_of("+33612345678").hex()]), (Deed.DELETE, []), (Deed.KEEP, None), (Deed.EXPIRE, None)],
    ids=lambda each: each.value if isinstance(each, Deed) else "",
)
def test_a_mark_tells_which_numbers_somebody_has_now_where_the_change_does(
    table: PeopleTable, deed: Deed, numbers: list[str] | None
) -> None:
    table.write([put(an_item(revision=1, phone="+33698765432"))])

    item = an_item(revision=2, phone="+33612345678") if deed is Deed.PUT else None
    table.write([Step(deed=deed, key=KEY, item=item, expires_at=9)])

    assert from_wire(table.read([MARK])[MARK]).get("numbers") == numbers


def test_what_changes_no_person_of_a_nation_leaves_none(table: PeopleTable) -> None:
    table.write([put(an_item())])
    (mark,) = table.read([MARK]).values()
    elsewhere = to_wire({"pk": "UNASSIGNED#3", "sk": "PERSON#1"})

    table.write([Step(deed=Deed.CHECK, key=KEY, wanted=Wanted.PRESENT), put(an_item("DEED#join#-#1")), put(elsewhere)])

    assert table.read([MARK])[MARK] == mark
    assert list(table.below("UNASSIGNED#3", "STALE#")) == []


def test_what_is_refused_leaves_no_mark(table: PeopleTable) -> None:
    with pytest.raises(StepRefused):
        table.write([put(an_item(), Wanted.PRESENT)])

    assert table.read([MARK]) == {}


def test_a_whole_partition_is_read_over_several_pages(dynamodb: DynamoDBClient) -> None:
    table = DynamoPeopleTable(dynamodb, "people")
    for number in range(4):
        table.write([put(an_item(f"ACTIVITY#{number}", said="x" * 350_000))])

    assert len(list(table.below(KEY[0], "ACTIVITY#"))) == 4


@pytest.mark.parametrize(
    ("wanted", "there", "happens"),
    [
        (Wanted.NOTHING, False, True),
        (Wanted.NOTHING, True, True),
        (Wanted.ABSENT, False, True),
        (Wanted.ABSENT, True, False),
        (Wanted.PRESENT, False, False),
        (Wanted.PRESENT, True, True),
        (1, True, True),
        (2, True, False),
        (1, False, False),
    ],
)
def test_a_step_happens_where_what_is_wanted_holds(
    table: PeopleTable, wanted: Wanted | int, there: bool, happens: bool
) -> None:
    if there:
        table.write([put(an_item(revision=1))])
    after = an_item(revision=9)

    if happens:
        table.write([put(after, wanted)])
    else:
        with pytest.raises(StepRefused) as refused:
            table.write([put(after, wanted)])
        assert refused.value.keys == {KEY}

    assert (table.read([KEY]).get(KEY) == after) is happens


def test_one_refused_step_stops_all_of_them(table: PeopleTable) -> None:
    other = ("NATION#paris-6", "PERSON#2")

    with pytest.raises(StepRefused) as refused:
        table.write([put(an_item()), Step(deed=Deed.CHECK, key=other, wanted=Wanted.PRESENT)])

    assert refused.value.keys == {other}
    assert table.read([KEY]) == {}


def test_expiry_is_given_and_taken_away(table: PeopleTable) -> None:
    table.write([put(an_item(email=SECRET))])

    table.write([Step(deed=Deed.EXPIRE, key=KEY, wanted=Wanted.PRESENT, expires_at=7)])
    assert table.read([KEY])[KEY]["expires_at"] == {"N": "7"}

    table.write([Step(deed=Deed.KEEP, key=KEY, wanted=Wanted.PRESENT)])
    assert table.read([KEY]) == {KEY: an_item(email=SECRET)}


def test_a_step_deletes_and_another_only_looks(table: PeopleTable) -> None:
    table.write([put(an_item(revision=1)), put(an_item("DEED#a"))])

    table.write([Step(deed=Deed.CHECK, key=KEY, wanted=1), Step(deed=Deed.DELETE, key=("NATION#paris-6", "DEED#a"))])

    assert list(table.read([KEY, ("NATION#paris-6", "DEED#a")])) == [KEY]


def test_as_many_steps_as_one_person_may_need_go_together(table: PeopleTable) -> None:
    table.write([put(an_item(f"ACTIVITY#{number:03}")) for number in range(MOST_STEPS)])

    assert len(list(table.below(KEY[0], "ACTIVITY#"))) == MOST_STEPS


@pytest.mark.parametrize(
    ("code", "reason", "kind"),
    [
        ("ThrottlingException", None, TransientError),
        ("ProvisionedThroughputExceededException", None, TransientError),
        ("InternalServerError", None, TransientError),
        ("AccessDeniedException", None, PermanentError),
        ("TransactionCanceledException", "TransactionConflict", WriteDisturbed),
        ("TransactionCanceledException", "ThrottlingError", TransientError),
        ("TransactionCanceledException", "ValidationError", PermanentError),
    ],
)
def test_what_aws_says_never_shows_an_item(code: str, reason: str | None, kind: type[Exception]) -> None:
    with pytest.raises(kind) as raised:
        DynamoPeopleTable(Answering(code, reason), "people").write([put(an_item())])

    assert SECRET not in str(raised.value)
    assert raised.value.__cause__ is None
    assert raised.value.__suppress_context__


def test_a_table_out_of_reach_is_tried_again() -> None:
    with pytest.raises(TransientError, match="cannot be reached"):
        DynamoPeopleTable(Answering(None, None), "people").write([put(an_item())])


def test_keys_handed_back_unread_are_asked_for_again(dynamodb: DynamoDBClient) -> None:
    other = (KEY[0], "PERSON#2")
    table = DynamoPeopleTable(OneByOne(dynamodb), "people")
    table.write([put(an_item(sk)) for _, sk in (KEY, other)])

    assert set(table.read([KEY, other])) == {KEY, other}


def test_keys_left_unread_are_a_throttle() -> None:
    with pytest.raises(TransientError, match="throttled"):
        DynamoPeopleTable(Answering(None, None), "people").read([KEY])


class Answering:
    """A client of DynamoDB with one answer: an error, or silence."""

    def __init__(self, code: str | None, reason: str | None) -> None:
        self._code, self._reason = code, reason

    def transact_write_items(self, **request: Any) -> None:
        if self._code is None:
            raise EndpointConnectionError(endpoint_url="https://dynamodb")
        answer: Any = {"Error": {"Code": self._code, "Message": SECRET}}
        raise ClientError(answer | {"CancellationReasons": [{"Code": self._reason}]}, "TransactWriteItems")

    def batch_get_item(self, **request: Any) -> dict[str, Any]:
        return {"Responses": {}, "UnprocessedKeys": request["RequestItems"]}


class OneByOne:
    """A client of DynamoDB that reads one key of those it is asked for, and hands the others back."""

    def __init__(self, client: Any) -> None:
        self._client = client
        self.transact_write_items = client.transact_write_items

    def batch_get_item(self, RequestItems: dict[str, Any]) -> dict[str, Any]:  # noqa: N803 - AWS's spelling
        ((name, asked),) = RequestItems.items()
        first, *others = asked["Keys"]
        answer: dict[str, Any] = self._client.batch_get_item(RequestItems={name: {**asked, "Keys": [first]}})
        return {**answer, "UnprocessedKeys": {name: {**asked, "Keys": others}} if others else {}}
