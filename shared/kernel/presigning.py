"""Uploads that somebody else's browser or program makes: an S3 client that signs them, and forms for one file each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import urlsplit

from botocore.config import Config
from botocore.session import get_session

if TYPE_CHECKING:
    from collections.abc import Mapping

SIGNED = Config(signature_version="s3v4", s3={"addressing_style": "virtual"})
"""Left to itself botocore presigns for older regions in a way that binds neither the size nor the checksum and that
encrypted buckets refuse, and for the global host, which redirects to the region for as long as a bucket is new."""

CREATED = {"success_action_status": "201"}
"""What a script is answered: it sees no redirection, so it must be told otherwise that all went well."""


def presigner(**credentials: str) -> Any:
    """Return a client whose presigned requests bind every header, and name the bucket's own region.

    It signs with the process's own credentials, or with those given, as boto3 calls them.
    """
    # Botocore's stubs know credentials by their single names only.
    make: Any = get_session().create_client
    return make("s3", config=SIGNED, **credentials)


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadForm:
    """A form that takes one file straight into a bucket: where it is sent, and the fields that go before `file`.

    A browser that sends it is led on to one of our pages; a script that sends `scripted` instead is answered 201.
    """

    url: str
    fields: Mapping[str, str]
    scripted: Mapping[str, str]

    @property
    def origin(self) -> str:
        """The bucket's own origin: what a page with this form must be allowed to reach."""
        return _origin(self.url)


class UploadForms(Protocol):
    """Makes forms for uploads."""

    def of(self, key: str, *, most: int, back: str) -> UploadForm:
        """Return a form for exactly this key, for 1 to `most` bytes; `back` is the address it leads on to."""


class S3UploadForms:
    """Forms that a bucket takes, for some seconds; see `UploadForms`."""

    def __init__(self, client: Any, bucket: str, *, seconds: int) -> None:
        """Take a client made by `presigner`, whose own rights count when the form arrives."""
        self._client = client
        self._bucket = bucket
        self._seconds = seconds

    def of(self, key: str, *, most: int, back: str) -> UploadForm:
        """Return a form for exactly this key: S3 refuses any other field, key or size."""
        led_on = self._signed(key, most, {"success_action_redirect": back})
        return UploadForm(
            url=led_on["url"], fields=led_on["fields"], scripted=self._signed(key, most, CREATED)["fields"]
        )

    def _signed(self, key: str, most: int, fields: Mapping[str, str]) -> dict[str, Any]:
        signed: dict[str, Any] = self._client.generate_presigned_post(
            self._bucket,
            key,
            Fields=dict(fields),
            Conditions=[dict(fields), ["content-length-range", 1, most]],
            ExpiresIn=self._seconds,
        )
        return signed


class DownloadLinks(Protocol):
    """Makes links by which a browser saves a file."""

    @property
    def origin(self) -> str:
        """The bucket's own origin: what a page that leads to such a link must be allowed to reach."""

    def of(self, key: str, *, name: str) -> str:
        """Return the link; the browser saves the file under `name`."""


class S3DownloadLinks:
    """Links that a bucket answers, for some seconds; see `DownloadLinks`."""

    def __init__(self, client: Any, bucket: str, *, seconds: int) -> None:
        """Take a client made by `presigner`, whose own rights count when the link is followed."""
        self._client = client
        self._bucket = bucket
        self._seconds = seconds

    @property
    def origin(self) -> str:
        """The bucket's own origin."""
        return _origin(self.of("any", name="any"))

    def of(self, key: str, *, name: str) -> str:
        """Return the link."""
        asked = {
            "Bucket": self._bucket,
            "Key": key,
            "ResponseContentDisposition": f'attachment; filename="{name}"',
            "ResponseContentType": "text/csv; charset=utf-8",
        }
        link: str = self._client.generate_presigned_url("get_object", Params=asked, ExpiresIn=self._seconds)
        return link


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
