from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from botocore.exceptions import EndpointConnectionError
from botocore.stub import Stubber

from shared.kernel.aws import client
from shared.kernel.errors import PermanentError, TransientError
from shared.sites.bucket import S3SiteBucket
from shared.sites.files import asset_file
from tests.fakes.sites import InMemorySiteBucket
from tests.unit.sites.builders import a_page_file

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

    from shared.sites.publishing import SiteBucket

HOME = a_page_file("index.html")
JOIN = a_page_file("join/index.html")
STYLE = asset_file("site.css", b"a{}", content_type="text/css")


@pytest.fixture
def s3(aws: None) -> S3Client:
    s3: S3Client = client("s3")
    s3.create_bucket(Bucket="sites", CreateBucketConfiguration={"LocationConstraint": "eu-west-3"})
    return s3


@pytest.fixture(params=["in-memory", "s3"])
def bucket(request: pytest.FixtureRequest) -> SiteBucket:
    if request.param == "in-memory":
        return InMemorySiteBucket()
    return S3SiteBucket(request.getfixturevalue("s3"), "sites")


def test_a_new_site_is_written_whole(bucket: SiteBucket) -> None:
    published = bucket.publish("paris-6", [STYLE, HOME, JOIN])

    bucket.read_back("paris-6", [STYLE, HOME, JOIN])
    assert (published.written, published.unchanged) == (3, 0)


def test_only_what_changed_is_written_again(bucket: SiteBucket) -> None:
    bucket.publish("paris-6", [STYLE, HOME, JOIN])

    published = bucket.publish("paris-6", [STYLE, a_page_file("index.html", "<p>Neuf</p>"), JOIN])

    assert (published.written, published.unchanged) == (1, 2)


def test_a_missing_file_does_not_read_back(bucket: SiteBucket) -> None:
    bucket.publish("paris-6", [HOME])

    with pytest.raises(TransientError, match="site paris-6"):
        bucket.read_back("paris-6", [HOME, JOIN])


def test_a_file_of_other_content_does_not_read_back(bucket: SiteBucket) -> None:
    bucket.publish("paris-6", [HOME])

    with pytest.raises(TransientError):
        bucket.read_back("paris-6", [a_page_file("index.html", "<p>Bonsoir</p>")])


def test_a_nation_whose_name_begins_alike_is_left_alone(bucket: SiteBucket) -> None:
    bucket.publish("paris-6", [HOME])
    bucket.publish("paris-60", [HOME])

    bucket.remove("paris-6")

    bucket.read_back("paris-60", [HOME])


def test_a_retired_site_keeps_its_notice_and_its_assets_alone(bucket: SiteBucket) -> None:
    closed = a_page_file("index.html", "<p>Fermé</p>")
    bucket.publish("paris-6", [STYLE, HOME, JOIN])

    bucket.retire("paris-6", [closed])

    bucket.read_back("paris-6", [STYLE, closed])
    with pytest.raises(TransientError):
        bucket.read_back("paris-6", [JOIN])


def test_a_removed_site_is_gone_and_may_be_removed_again(bucket: SiteBucket) -> None:
    bucket.publish("paris-6", [STYLE, HOME])

    assert bucket.remove("paris-6") == 2
    assert bucket.remove("paris-6") == 0
    with pytest.raises(TransientError):
        bucket.read_back("paris-6", [HOME])


def test_assets_are_there_before_the_pages_that_need_them(s3: S3Client) -> None:
    written: list[str] = []
    s3.meta.events.register("before-parameter-build.s3.PutObject", lambda params, **_: written.append(params["Key"]))

    S3SiteBucket(s3, "sites", threads=1).publish("paris-6", [HOME, STYLE])

    assert written == [f"paris-6/{STYLE.path}", "paris-6/index.html"]


@pytest.mark.parametrize(
    ("answer", "kind"),
    [("AccessDenied", PermanentError), ("NoSuchBucket", PermanentError), ("SlowDown", TransientError)],
)
def test_what_the_bucket_answers_says_who_must_act(s3: S3Client, answer: str, kind: type[Exception]) -> None:
    with Stubber(s3) as stub:
        stub.add_client_error("list_objects_v2", answer)

        with pytest.raises(kind, match=f"site paris-6: the bucket answered {answer}"):
            S3SiteBucket(s3, "sites").publish("paris-6", [HOME])


def test_a_bucket_that_does_not_answer_is_worth_another_try(s3: S3Client) -> None:
    def refuse(**_: object) -> None:
        raise EndpointConnectionError(endpoint_url="https://s3.example")

    s3.meta.events.register("before-call.s3", refuse)

    with pytest.raises(TransientError, match="did not answer"):
        S3SiteBucket(s3, "sites").publish("paris-6", [HOME])


def test_a_file_that_cannot_be_taken_down_is_worth_another_try(s3: S3Client) -> None:
    bucket = S3SiteBucket(s3, "sites")
    with Stubber(s3) as stub:
        stub.add_response("list_objects_v2", {"Contents": [{"Key": "paris-6/index.html", "Size": 1, "ETag": '"x"'}]})
        stub.add_response("delete_objects", {"Errors": [{"Key": "paris-6/index.html", "Code": "InternalError"}]})

        with pytest.raises(TransientError, match="1 files could not be taken down"):
            bucket.remove("paris-6")
