"""Pictures of a nation's own: they lie on its site before anything names them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from shared.kernel.errors import PermanentError
from shared.sites.objects import S3Objects

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

    from shared.sites.files import SiteFile


class Pictures(Protocol):
    """Keeps pictures of nations."""

    def add(self, slug: str, picture: SiteFile) -> None:
        """Keep an asset under its own name, which changes with its content; raises PermanentError for another file."""


class S3Pictures:
    """Pictures in the site bucket, each beside its nation's pages; see `Pictures`."""

    def __init__(self, client: S3Client, bucket: str) -> None:
        self._objects = S3Objects(client, bucket)

    def add(self, slug: str, picture: SiteFile) -> None:
        """Keep an asset; publications leave assets alone, so none is lost by the next one."""
        if not picture.is_asset:
            raise PermanentError(f"site {slug}: a picture is an asset, and no page")
        self._objects.put(slug, picture)
