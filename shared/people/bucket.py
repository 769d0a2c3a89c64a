"""The files of an import in S3."""

from __future__ import annotations

from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from botocore.exceptions import BotoCoreError, ClientError, HTTPClientError

from shared.kernel.aws import error_code
from shared.kernel.errors import NotFound, PermanentError, TransientError

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator

    from mypy_boto3_s3 import S3Client
    from mypy_boto3_s3.type_defs import CompletedPartTypeDef

CHUNK_BYTES = 1 << 20
"""What is read at once: enough for the scanner's speed, little beside a worker's memory."""

PART_BYTES = 16 << 20
"""One part of a multipart upload; S3 allows 10,000 parts, so 160 GB."""

RESUMPTIONS = 5
"""Times that one reading is taken up again where its connection broke."""

_MISSING = frozenset({"NoSuchKey", "404", "NotFound"})
_PASSING = frozenset({"SlowDown", "InternalError", "ServiceUnavailable", "503", "500", "RequestTimeout"})


class S3PeopleFiles:
    """`PeopleFiles` in a bucket."""

    def __init__(self, client: S3Client, bucket: str) -> None:
        self._client = client
        self._bucket = bucket

    def size(self, key: str) -> int:
        """Return a file's length in bytes."""
        with _translated(key):
            return self._client.head_object(Bucket=self._bucket, Key=key)["ContentLength"]

    def read(self, key: str, start: int = 0, end: int | None = None) -> Generator[bytes]:
        """Stream a file or a part of it; a connection that breaks is taken up again where it broke."""
        at, left = start, RESUMPTIONS
        end = self.size(key) if end is None else end
        while at < end:
            try:
                for chunk in self._stream(key, at, end):
                    at += len(chunk)
                    yield chunk
            except TransientError:
                if not left:
                    raise
                left -= 1
            else:
                return

    def _stream(self, key: str, start: int, end: int) -> Iterator[bytes]:
        with _translated(key):
            body = self._client.get_object(Bucket=self._bucket, Key=key, Range=f"bytes={start}-{end - 1}")["Body"]
            with closing(body):
                yield from body.iter_chunks(CHUNK_BYTES)

    def get(self, key: str) -> bytes:
        """Return a small file."""
        with _translated(key):
            return self._client.get_object(Bucket=self._bucket, Key=key)["Body"].read()

    def put(self, key: str, body: bytes, *, content_type: str) -> None:
        """Store a small file."""
        with _translated(key):
            self._client.put_object(Bucket=self._bucket, Key=key, Body=body, ContentType=content_type)

    def store_passing(self, key: str, chunks: Iterable[bytes], *, content_type: str) -> Generator[bytes]:
        """Upload the chunks in parts as they pass; left early, the upload is aborted."""
        upload = _Upload(self._client, self._bucket, key, content_type)
        try:
            for chunk in chunks:
                upload.add(chunk)
                yield chunk
            upload.complete()
        except BaseException:
            upload.abort()
            raise


class _Upload:
    """One multipart upload."""

    def __init__(self, client: S3Client, bucket: str, key: str, content_type: str) -> None:
        self._client = client
        self._held = bytearray()
        self._parts: list[CompletedPartTypeDef] = []
        self._bucket, self._key = bucket, key
        with _translated(key):
            upload = client.create_multipart_upload(Bucket=bucket, Key=key, ContentType=content_type)
        self._id = upload["UploadId"]

    def add(self, chunk: bytes) -> None:
        self._held += chunk
        if len(self._held) >= PART_BYTES:
            self._send()

    def _send(self) -> None:
        number = len(self._parts) + 1
        with _translated(self._key):
            part = self._client.upload_part(
                Bucket=self._bucket, Key=self._key, UploadId=self._id, PartNumber=number, Body=bytes(self._held)
            )
        self._parts.append({"PartNumber": number, "ETag": part["ETag"]})
        self._held.clear()

    def complete(self) -> None:
        if self._held or not self._parts:
            self._send()
        with _translated(self._key):
            self._client.complete_multipart_upload(
                Bucket=self._bucket, Key=self._key, UploadId=self._id, MultipartUpload={"Parts": self._parts}
            )

    def abort(self) -> None:
        with _translated(self._key):
            self._client.abort_multipart_upload(Bucket=self._bucket, Key=self._key, UploadId=self._id)


@contextmanager
def _translated(key: str) -> Iterator[None]:
    try:
        yield
    except ClientError as error:
        code = error_code(error)
        if code in _MISSING:
            raise NotFound(f"no file {key}") from error
        kind = TransientError if code in _PASSING else PermanentError
        raise kind(f"cannot reach {key}: {code}") from error
    except (BotoCoreError, HTTPClientError) as error:
        raise TransientError(f"cannot reach {key}: {type(error).__name__}") from error
