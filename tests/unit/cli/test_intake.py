from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

import pytest
from botocore.exceptions import ClientError

from cli.intake import S3Intake, describe
from shared.kernel.aws import client
from shared.rollouts.request import InputFile

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def s3(aws: None) -> Any:
    """S3 in memory with an empty intake bucket."""
    s3 = client("s3")
    s3.create_bucket(Bucket="intake", CreateBucketConfiguration={"LocationConstraint": "eu-west-3"})
    return s3


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    """A file to upload."""
    path = tmp_path / "roster.csv"
    path.write_bytes(b"slug\r\nparis-6\r\n")
    return path


def test_a_file_is_known_by_its_content(roster: Path) -> None:
    file = describe(roster)

    digest = hashlib.sha256(roster.read_bytes()).hexdigest()
    assert file == InputFile(sha256=digest, file_name="roster.csv", size=15)


def test_a_file_is_uploaded_once(s3: Any, roster: Path) -> None:
    intake, file = S3Intake(s3, "intake"), describe(roster)

    assert intake.upload(roster, file)
    assert not intake.upload(roster, file)
    assert list(intake.lines(file.key)) == [b"slug\r\n", b"paris-6\r\n"]


def test_an_upload_that_was_cut_short_is_made_again(s3: Any, roster: Path) -> None:
    intake, file = S3Intake(s3, "intake"), describe(roster)
    s3.put_object(Bucket="intake", Key=file.key, Body=b"slug")

    assert intake.upload(roster, file)


def test_a_bucket_that_refuses_is_not_taken_for_an_empty_one(s3: Any, roster: Path) -> None:
    class Refusing:
        def head_object(self, **_names: Any) -> Any:
            raise ClientError({"Error": {"Code": "403"}}, "HeadObject")

    refusing: Any = Refusing()
    with pytest.raises(ClientError):
        S3Intake(refusing, "intake").upload(roster, describe(roster))


def test_keys_are_listed_below_their_prefix(s3: Any) -> None:
    for key in ("rollouts/may/rejects/range-0.csv", "rollouts/june/rejects/range-0.csv"):
        s3.put_object(Bucket="intake", Key=key, Body=b"")

    assert list(S3Intake(s3, "intake").keys("rollouts/may/rejects/")) == ["rollouts/may/rejects/range-0.csv"]
