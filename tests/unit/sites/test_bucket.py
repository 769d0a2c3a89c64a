from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from botocore.exceptions import EndpointConnectionError
from botocore.stub import Stubber

from shared.kernel.aws import client
from shared.kernel.errors import PermanentError, TransientError
from shared.sites.bucket import S3SiteBucket
from shared.sites.errors import VersionExpired
from shared.sites.files import asset_file
from tests.fakes.sites import InMemorySiteBucket
from tests.unit.sites.builders import a_page_file

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

    from shared.sites.files import SiteFile
    from shared.sites.publishing import SiteBucket

HOME = a_page_file("index.html")
JOIN = a_page_file("join/index.html")
EVENT = a_page_file("events/17/index.html")
STYLE = asset_file("site.css", b"a{}", content_type="text/css")


@pytest.fixture
def s3(aws: None) -> S3Client:
    s3: S3Client = client("s3")
    s3.create_bucket(Bucket="sites", CreateBucketConfiguration={"LocationConstraint": "eu-west-3"})
    s3.put_bucket_versioning(Bucket="sites", VersioningConfiguration={"Status": "Enabled"})
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


def test_what_is_written_is_told_with_its_version(bucket: SiteBucket) -> None:
    files = bucket.publish_first("paris-6", [STYLE, HOME]).files

    assert files.keys() == {STYLE.path, HOME.path}
    assert len({stored.version_id for stored in files.values()}) == 2
    assert files[HOME.path].size == len(HOME.body)


def test_a_file_that_is_there_as_the_record_says_keeps_its_version(bucket: SiteBucket) -> None:
    first = bucket.publish_first("paris-6", [STYLE, HOME]).files

    published = bucket.publish("paris-6", [STYLE, HOME], before=first)

    assert (published.written, published.files) == (0, first)


def test_a_file_that_is_there_but_not_on_record_is_written_so_that_its_version_is_known(bucket: SiteBucket) -> None:
    bucket.publish_first("paris-6", [HOME])

    published = bucket.publish("paris-6", [HOME], before={})

    assert published.written == 1
    assert published.files[HOME.path].version_id


def test_a_page_of_the_record_that_is_published_no_more_is_taken_down_and_its_assets_stay(bucket: SiteBucket) -> None:
    first = bucket.publish_first("paris-6", [STYLE, HOME, JOIN]).files

    bucket.publish("paris-6", [HOME], before=first)

    bucket.read_back("paris-6", [STYLE, HOME])
    with pytest.raises(TransientError):
        bucket.read_back("paris-6", [JOIN])


def test_an_earlier_publication_is_put_back_with_the_pages_it_had_and_no_others(bucket: SiteBucket) -> None:
    first = bucket.publish_first("paris-6", [STYLE, HOME, JOIN]).files
    rewritten = a_page_file("index.html", "<p>Neuf</p>")
    second = bucket.publish("paris-6", [STYLE, rewritten, EVENT], before=first).files

    restored = bucket.restore("paris-6", first, before=second)

    bucket.read_back("paris-6", [STYLE, HOME, JOIN])
    assert (restored.written, restored.unchanged) == (2, 1)
    assert restored.files.keys() == first.keys()
    with pytest.raises(TransientError):
        bucket.read_back("paris-6", [EVENT])


def test_what_was_put_back_can_be_put_back_again(bucket: SiteBucket) -> None:
    rewritten = a_page_file("index.html", "<p>Neuf</p>")
    first = bucket.publish_first("paris-6", [HOME]).files
    second = bucket.publish("paris-6", [rewritten], before=first).files
    third = bucket.restore("paris-6", first, before=second).files

    bucket.restore("paris-6", second, before=third)

    bucket.read_back("paris-6", [rewritten])


def test_a_version_that_is_no_longer_kept_puts_nothing_back(bucket: SiteBucket) -> None:
    first = bucket.publish_first("paris-6", [HOME, JOIN]).files
    second = bucket.publish("paris-6", [a_page_file("index.html", "<p>Neuf</p>"), EVENT], before=first).files
    expired = {**first, JOIN.path: first[JOIN.path]._replace(version_id="gone")}

    with pytest.raises(VersionExpired, match=r"join/index\.html of that version is no longer kept"):
        bucket.restore("paris-6", expired, before=second)

    bucket.read_back("paris-6", [EVENT])


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


def test_what_is_put_back_is_served_as_it_was(s3: S3Client) -> None:
    bucket = S3SiteBucket(s3, "sites")
    first = bucket.publish_first("paris-6", [HOME]).files
    second = bucket.publish("paris-6", [a_page_file("index.html", "<p>Neuf</p>")], before=first).files

    bucket.restore("paris-6", first, before=second)

    home = s3.get_object(Bucket="sites", Key="paris-6/index.html")
    assert (home["Body"].read(), home["ContentType"], home["CacheControl"]) == (
        HOME.body,
        HOME.content_type,
        HOME.cache_control,
    )


@pytest.mark.parametrize("puts", range(6))
def test_wherever_a_publication_is_killed_no_page_lacks_its_asset_and_no_link_its_page(s3: S3Client, puts: int) -> None:
    bucket = S3SiteBucket(s3, "sites", threads=1)
    old = a_site_of("red")
    first = bucket.publish_first("paris-6", old).files
    s3.meta.events.register("before-call.s3.PutObject", Killed(after=puts))

    with suppress(TransientError):
        bucket.publish("paris-6", [*a_site_of("blue"), EVENT], before=first)

    paths = set(objects(s3))
    pages = {path: s3.get_object(Bucket="sites", Key=path)["Body"].read().decode() for path in paths if "html" in path}
    for page in pages.values():
        assert {f"paris-6/{link}" for link in re.findall(r'href="([^"]+)"', page)} <= paths


def a_site_of(colour: str) -> list[SiteFile]:
    """Return a stylesheet and two pages that load it; only the blue site's home page links to the event."""
    style = asset_file("site.css", colour.encode(), content_type="text/css")
    link = f'<a href="{EVENT.path}">' if colour == "blue" else ""
    return [a_page_file(path, f'<link href="{style.path}">{link}') for path in ("index.html", "join/index.html")] + [
        style
    ]


class Killed:
    """Lets some requests through and no more, as if the worker had been killed."""

    def __init__(self, *, after: int) -> None:
        self.left = after

    def __call__(self, **_: object) -> None:
        self.left -= 1
        if self.left < 0:
            raise EndpointConnectionError(endpoint_url="https://s3.example")


def objects(s3: S3Client) -> list[str]:
    """Return all keys of the bucket."""
    return [entry["Key"] for entry in s3.list_objects_v2(Bucket="sites").get("Contents", [])]


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
