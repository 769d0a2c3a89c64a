"""A nation's pictures lie beside its pages, and no page can be brought in as one."""

from __future__ import annotations

import pytest

from shared.kernel.aws import client
from shared.kernel.errors import PermanentError
from shared.sites.files import asset_file, page_file
from shared.sites.pictures import S3Pictures


@pytest.mark.usefixtures("aws")
def test_a_picture_is_kept_in_the_nations_folder_and_a_page_is_refused() -> None:
    s3 = client("s3")
    s3.create_bucket(Bucket="sites", CreateBucketConfiguration={"LocationConstraint": "eu-west-3"})
    picture = asset_file("portrait.webp", b"a picture", content_type="image/webp")

    S3Pictures(s3, "sites").add("paris-6", picture)

    kept = s3.get_object(Bucket="sites", Key=f"paris-6/{picture.path}")
    assert (kept["Body"].read(), kept["ContentType"]) == (b"a picture", "image/webp")
    with pytest.raises(PermanentError, match="no page"):
        S3Pictures(s3, "sites").add("paris-6", page_file("index.html", "<p>Mine</p>"))
