"""The S3 client that presigns uploads; it never calls S3 itself."""

from __future__ import annotations

from typing import Any

from botocore.config import Config
from botocore.session import get_session

SIGNED = Config(signature_version="s3v4", s3={"addressing_style": "virtual"})
"""Left to itself botocore presigns for older regions in a way that binds neither the size nor the checksum and that
encrypted buckets refuse, and for the global host, which redirects to the region for as long as a bucket is new."""


def presigner() -> Any:
    """Return a client whose presigned requests bind every header, and name the bucket's own region."""
    return get_session().create_client("s3", config=SIGNED)
