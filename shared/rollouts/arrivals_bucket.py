"""Files that have arrived in the intake bucket."""

from __future__ import annotations

from contextlib import closing, contextmanager
from hashlib import sha256
from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from shared.kernel.aws import error_code
from shared.kernel.errors import Conflict, NotFound
from shared.rollouts.bucket import MISSING
from shared.rollouts.request import InputFile

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from mypy_boto3_s3 import S3Client

CHUNK_BYTES = 1 << 20


class S3Arrivals:
    """Reads and takes in what has arrived; see `Arrivals` for what each method promises."""

    def __init__(self, client: S3Client, bucket: str) -> None:
        self._client = client
        self._bucket = bucket

    def size(self, key: str) -> int | None:
        """Return a file's length in bytes, or None where there is none."""
        try:
            with _translated(key):
                return self._client.head_object(Bucket=self._bucket, Key=key)["ContentLength"]
        except NotFound:
            return None

    def read(self, key: str) -> Generator[bytes]:
        """Stream a file; one that is left early is not read on."""
        with _translated(key):
            body = self._client.get_object(Bucket=self._bucket, Key=key)["Body"]
        with closing(body):
            yield from body.iter_chunks(CHUNK_BYTES)

    def take_in(self, key: str, *, file_name: str) -> InputFile:
        """Read a file for its SHA-256, and have S3 copy the very version that was read."""
        with _translated(key):
            found = self._client.get_object(Bucket=self._bucket, Key=key)
            with closing(found["Body"]) as body:
                digest = sha256()
                for chunk in body.iter_chunks(CHUNK_BYTES):
                    digest.update(chunk)
            file = InputFile(sha256=digest.hexdigest(), file_name=file_name, size=found["ContentLength"])
            self._client.copy_object(
                Bucket=self._bucket,
                Key=file.key,
                CopySource={"Bucket": self._bucket, "Key": key},
                CopySourceIfMatch=found["ETag"],
            )
        return file


@contextmanager
def _translated(key: str) -> Iterator[None]:
    try:
        yield
    except ClientError as error:
        code = error_code(error)
        if code in MISSING:
            raise NotFound(f"there is no file {key}") from error
        if code == "PreconditionFailed":
            raise Conflict(f"file {key} was replaced meanwhile: look again") from error
        raise
