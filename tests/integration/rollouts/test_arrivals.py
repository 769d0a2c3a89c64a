"""Files that browsers bring, in memory and in a bucket: taken in under their content, and never replaced afterwards."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

import pytest
from botocore.exceptions import ClientError

from shared.kernel.aws import client
from shared.kernel.errors import Conflict, NotFound
from shared.rollouts.arrivals import ROSTER, arrival_key
from shared.rollouts.arrivals_bucket import S3Arrivals
from shared.rollouts.bucket import S3RolloutFiles
from shared.rollouts.leftovers import Leftover, leftovers
from tests.fakes.arrivals import InMemoryArrivals
from tests.fakes.rollouts import InMemoryFiles

if TYPE_CHECKING:
    from shared.rollouts.arrivals import Arrivals
    from shared.rollouts.ports import RolloutFiles

KEY = arrival_key("0" * 32, ROSTER)
CONTENT = b"slug,name\n" * 200_000

World = tuple["Arrivals", "RolloutFiles"]


@pytest.fixture(params=["in-memory", "s3"])
def world(request: pytest.FixtureRequest) -> World:
    """What has arrived, and the bucket that it is in."""
    if request.param == "in-memory":
        files = InMemoryFiles()
        return InMemoryArrivals(files), files
    request.getfixturevalue("aws")
    s3 = client("s3")
    s3.create_bucket(Bucket="intake", CreateBucketConfiguration={"LocationConstraint": "eu-west-3"})
    return S3Arrivals(s3, "intake"), S3RolloutFiles(s3, "intake")


def test_what_has_not_arrived_has_no_size_and_cannot_be_taken_in(world: World) -> None:
    arrivals, _ = world

    assert arrivals.size(KEY) is None
    with pytest.raises(NotFound):
        arrivals.take_in(KEY, file_name=ROSTER)
    with pytest.raises(NotFound):
        list(arrivals.read(KEY))


def test_what_has_arrived_is_read_whole(world: World) -> None:
    arrivals, files = world
    files.write(KEY, CONTENT)

    assert arrivals.size(KEY) == len(CONTENT)
    assert b"".join(arrivals.read(KEY)) == CONTENT


def test_a_file_is_taken_in_under_its_content_and_twice_is_as_good_as_once(world: World) -> None:
    arrivals, files = world
    files.write(KEY, CONTENT)

    first, again = (arrivals.take_in(KEY, file_name=ROSTER) for _ in range(2))

    assert first == again
    assert (first.sha256, first.size) == (sha256(CONTENT).hexdigest(), len(CONTENT))
    assert files.read(first.key) == CONTENT


def test_what_is_sent_later_does_not_change_what_was_taken_in(world: World) -> None:
    arrivals, files = world
    files.write(KEY, b"before")
    taken = arrivals.take_in(KEY, file_name=ROSTER)

    files.write(KEY, b"after")

    assert files.read(taken.key) == b"before"


def test_the_files_of_left_rows_come_in_the_order_of_the_people_file(world: World) -> None:
    _, files = world
    for number in (10, 9, 0):
        files.write(f"rollouts/may/rejects/range-{number}.csv", b"line,reason\n")
    files.write("rollouts/may-2/rejects/range-1.csv", b"line,reason\n")

    found = leftovers("may", Leftover.REJECTS, files=files)

    assert found == tuple(f"rollouts/may/rejects/range-{number}.csv" for number in (0, 9, 10))
    assert leftovers("may", Leftover.UNASSIGNED, files=files) == ()


def test_a_file_that_is_replaced_while_it_is_read_is_a_conflict(aws: None, monkeypatch: pytest.MonkeyPatch) -> None:
    s3 = client("s3")
    s3.create_bucket(Bucket="intake", CreateBucketConfiguration={"LocationConstraint": "eu-west-3"})
    s3.put_object(Bucket="intake", Key=KEY, Body=b"x")
    asked = []

    def refuse(**named: object) -> None:
        asked.append(named["CopySourceIfMatch"])
        raise ClientError({"Error": {"Code": "PreconditionFailed"}}, "CopyObject")

    monkeypatch.setattr(s3, "copy_object", refuse)

    with pytest.raises(Conflict, match="replaced"):
        S3Arrivals(s3, "intake").take_in(KEY, file_name=ROSTER)
    assert asked == [s3.head_object(Bucket="intake", Key=KEY)["ETag"]]
