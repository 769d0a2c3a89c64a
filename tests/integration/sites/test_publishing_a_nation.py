"""From the kit to the bucket: what the provision worker does for one nation."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from shared.kernel.aws import client
from shared.sites.bucket import S3SiteBucket
from shared.sites.files import NETWORK
from shared.sites.kit import load_kit
from shared.sites.pages import read_page_item
from shared.sites.render import SiteRenderer
from tests.unit.sites.builders import a_site

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client


@pytest.fixture
def s3(aws: None) -> S3Client:
    s3: S3Client = client("s3")
    s3.create_bucket(Bucket="sites", CreateBucketConfiguration={"LocationConstraint": "eu-west-3"})
    return s3


@pytest.fixture
def requests(s3: S3Client) -> Counter[str]:
    counted: Counter[str] = Counter()
    s3.meta.events.register("before-call.s3", lambda model, **_: counted.update([model.name]))
    return counted


def test_a_nation_costs_one_put_a_file_and_two_listings(s3: S3Client, requests: Counter[str]) -> None:
    bucket = S3SiteBucket(s3, "sites")
    pages = [read_page_item(item) for item in load_kit().page_items()]
    files = SiteRenderer().render(a_site(slug="paris-6"), pages)

    bucket.publish("paris-6", files)
    bucket.read_back("paris-6", files)

    assert requests == {"PutObject": len(files), "ListObjectsV2": 2}


def test_publishing_again_puts_nothing(s3: S3Client, requests: Counter[str]) -> None:
    bucket = S3SiteBucket(s3, "sites")
    files = SiteRenderer().render(a_site(), load_kit().pages)
    bucket.publish("paris-6", files)
    requests.clear()

    published = bucket.publish("paris-6", files)

    assert (published.written, published.unchanged) == (0, len(files))
    assert requests == {"ListObjectsV2": 1}


def test_the_public_gets_each_file_with_its_kind_and_its_patience(s3: S3Client) -> None:
    site, renderer, bucket = a_site(), SiteRenderer(), S3SiteBucket(s3, "sites")
    shared = renderer.render_shared(site.banner)
    bucket.publish(NETWORK, shared)
    bucket.publish("paris-6", renderer.render(site, load_kit().pages))

    home = s3.get_object(Bucket="sites", Key="paris-6/index.html")
    stylesheet = next(file for file in shared if file.path.endswith(".css"))
    style = s3.get_object(Bucket="sites", Key=f"{NETWORK}/{stylesheet.path}")

    assert (home["ContentType"], home["CacheControl"]) == ("text/html; charset=utf-8", "public, max-age=60")
    assert style["ContentType"] == "text/css; charset=utf-8"
    assert "immutable" in style["CacheControl"]
