"""Links to files of one nation, which carry the rights of a session that ends at that nation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.kernel.presigning import S3DownloadLinks, presigner

if TYPE_CHECKING:
    from collections.abc import Callable

    from shared.access.credentials import SessionKeys


class SessionLinks:
    """`DownloadLinks` that are signed only when one is asked for: a client for signing takes long to make."""

    def __init__(self, keys: Callable[[], SessionKeys], bucket: str, *, seconds: int) -> None:
        """Take what hands out the session that signs."""
        self._keys, self._bucket, self._seconds = keys, bucket, seconds

    @property
    def origin(self) -> str:
        """The bucket's own origin."""
        return self._signed().origin

    def of(self, key: str, *, name: str) -> str:
        """Return the link."""
        return self._signed().of(key, name=name)

    def _signed(self) -> S3DownloadLinks:
        keys = self._keys()
        signer = presigner(
            aws_access_key_id=keys.key_id, aws_secret_access_key=keys.secret, aws_session_token=keys.token
        )
        return S3DownloadLinks(signer, self._bucket, seconds=self._seconds)
