"""Files in memory and in a bucket behave alike."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest
from botocore.exceptions import ClientError, EndpointConnectionError, ReadTimeoutError

from shared.kernel.errors import NotFound, PermanentError, TransientError
from shared.people import bucket
from shared.people.bucket import RESUMPTIONS, S3PeopleFiles
from shared.people.memory import InMemoryPeopleFiles

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mypy_boto3_s3 import S3Client

    from shared.people.ports import PeopleFiles

BODY = bytes(range(256)) * 1_000


@pytest.fixture(params=["in-memory", "s3"])
def files(request: pytest.FixtureRequest) -> PeopleFiles:
    if request.param == "in-memory":
        return InMemoryPeopleFiles()
    found: PeopleFiles = request.getfixturevalue("s3_files")
    return found


def test_a_file_reads_back_whole_and_in_part(files: PeopleFiles) -> None:
    files.put("a", BODY, content_type="text/csv")

    assert files.size("a") == len(BODY)
    assert files.get("a") == b"".join(files.read("a")) == BODY
    assert b"".join(files.read("a", 5, 99)) == BODY[5:99]
    assert b"".join(files.read("a", 5)) == BODY[5:]
    assert b"".join(files.read("a", 5, 5)) == b""


def test_an_empty_file_reads_back_empty(files: PeopleFiles) -> None:
    files.put("a", b"", content_type="text/csv")

    assert files.get("a") == b"".join(files.read("a")) == b""


def test_a_missing_file_is_not_found(files: PeopleFiles) -> None:
    for look in (files.size, files.get, lambda key: next(files.read(key))):
        with pytest.raises(NotFound, match="no file nowhere"):
            look("nowhere")


@pytest.mark.parametrize("chunks", [[], [BODY], [BODY] * 3])
def test_chunks_are_stored_as_they_pass(
    files: PeopleFiles, chunks: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    # Moto, like S3, takes no part under 5 MB but the last: one part here.
    passed = list(files.store_passing("a", chunks, content_type="text/csv"))

    assert passed == chunks
    assert files.get("a") == b"".join(chunks)


def test_a_stream_left_early_stores_nothing(files: PeopleFiles) -> None:
    with closing(files.store_passing("a", [BODY, BODY], content_type="text/csv")) as passing:
        next(passing)

    with pytest.raises(NotFound):
        files.get("a")


def test_a_large_stream_goes_up_in_parts(s3_files: S3PeopleFiles, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bucket, "PART_BYTES", 5 << 20)
    chunks = [BODY] * 50

    for _ in s3_files.store_passing("a", chunks, content_type="text/csv"):
        pass

    assert s3_files.get("a") == b"".join(chunks)


class BreakingBody:
    """A body whose connection breaks after its first bytes."""

    def __init__(self, body: Any) -> None:
        self._body = body

    def iter_chunks(self, size: int) -> Iterator[bytes]:
        yield self._body.read(1_000)
        raise ReadTimeoutError(endpoint_url="https://s3")

    def close(self) -> None:
        self._body.close()


def breaking(s3: S3Client, monkeypatch: pytest.MonkeyPatch, *, times: int) -> None:
    """Let the connection break that many times."""
    original: Any = s3.get_object
    left = iter(range(times))

    def get_object(**request: Any) -> dict[str, Any]:
        answer: dict[str, Any] = original(**request)
        return answer if next(left, None) is None else {**answer, "Body": BreakingBody(answer["Body"])}

    monkeypatch.setattr(s3, "get_object", get_object)


def test_a_broken_connection_is_taken_up_where_it_broke(
    s3: S3Client, s3_files: S3PeopleFiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    s3_files.put("a", BODY, content_type="text/csv")
    breaking(s3, monkeypatch, times=RESUMPTIONS)

    assert b"".join(s3_files.read("a", 7)) == BODY[7:]


def test_a_connection_that_breaks_for_ever_is_left_to_another_try(
    s3: S3Client, s3_files: S3PeopleFiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    s3_files.put("a", BODY, content_type="text/csv")
    breaking(s3, monkeypatch, times=RESUMPTIONS + 1)

    with pytest.raises(TransientError, match="cannot reach a: ReadTimeoutError"):
        list(s3_files.read("a"))


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (ClientError({"Error": {"Code": "SlowDown"}}, "PutObject"), TransientError),
        (ClientError({"Error": {"Code": "AccessDenied"}}, "PutObject"), PermanentError),
        (EndpointConnectionError(endpoint_url="https://s3"), TransientError),
    ],
)
def test_awss_words_are_told_by_who_can_mend_it(
    s3: S3Client, s3_files: S3PeopleFiles, monkeypatch: pytest.MonkeyPatch, error: Exception, kind: type[Exception]
) -> None:
    def put_object(**_: Any) -> None:
        raise error

    monkeypatch.setattr(s3, "put_object", put_object)

    with pytest.raises(kind, match="cannot reach a"):
        s3_files.put("a", b"", content_type="text/csv")
