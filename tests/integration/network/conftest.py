"""The network's site in AWS in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from shared.kernel.aws import client

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client


@pytest.fixture
def s3(aws: None) -> S3Client:
    """A client of S3 in memory, with an empty bucket `sites`."""
    s3: S3Client = client("s3")
    s3.create_bucket(Bucket="sites", CreateBucketConfiguration={"LocationConstraint": "eu-west-3"})
    return s3
