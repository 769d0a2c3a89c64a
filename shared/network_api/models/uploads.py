"""Files on their way into the intake bucket."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, Field

from shared.network_api.models.examples import shown_as, strict

SINGLE_PUT = 5 * 1024**3
"""Bytes that S3 takes in one PUT."""

FileName = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$")]
"""No folders, no leading dot: the name becomes a part of a key."""

ROSTER = {"sha256": "5f70bf18" * 8, "file_name": "roster.csv", "size": 18240}


class File(BaseModel):
    """An input file, named by its content."""

    model_config = strict(**ROSTER)

    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$", description="of the content, in lower-case hexadecimal")]
    file_name: FileName
    size: Annotated[int, Field(gt=0, le=SINGLE_PUT, description="in bytes")]


class Upload(BaseModel):
    """Where to PUT the file, with which headers, and for how many seconds."""

    model_config = shown_as(
        url="https://intake.s3.eu-west-3.amazonaws.com/uploads/5f70bf18…/roster.csv?X-Amz-Signature=…",
        headers={"content-type": "text/csv", "x-amz-checksum-sha256": "X3C/GF9wvxhfcL8YX3C/GF9wvxhfcL8YX3C/GF9wvxg="},
        seconds=3600,
    )

    url: str
    headers: dict[str, str]
    seconds: int
