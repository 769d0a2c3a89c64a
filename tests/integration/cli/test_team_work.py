"""A nation's work by the command on the stores of a stage: its people in and out, its pages written; on moto."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from cli.cloud import Cloud
from cli.main import run
from cli.stage import connect
from infra.stages import STAGES
from shared.kernel.aws import client
from shared.kernel.stage import directory_parameter
from shared.nations.nation import NationStatus
from shared.nations.store import DynamoNationStore
from shared.sites.kit import load_kit
from tests.builders import NOON, a_nation
from tests.fakes.tables import create_network_table, create_people_table
from tests.unit.cli.desk import DIRECTORY, Desk

if TYPE_CHECKING:
    from pathlib import Path

SLUG = "paris-6"
STAGE = "dev"

Command = Callable[..., Any]


@pytest.fixture
def banneret(aws: None, tmp_path: Path) -> Command:
    """The command on a stage with one nation; it fails where the command does, and returns what the command told."""
    dynamodb, s3 = client("dynamodb"), client("s3")
    create_network_table(dynamodb, DIRECTORY.network_table)
    create_people_table(dynamodb, DIRECTORY.people_table)
    for bucket in (DIRECTORY.intake_bucket, DIRECTORY.site_bucket):
        s3.create_bucket(Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": "eu-west-3"})
    client("ssm").put_parameter(Name=directory_parameter(STAGE), Value=json.dumps(DIRECTORY.to_env()), Type="String")
    nations = DynamoNationStore(dynamodb, DIRECTORY.network_table)
    nations.found(a_nation(SLUG, status=NationStatus.READY, founded_at=NOON))
    nations.furnish(SLUG, load_kit().page_items(), is_open=False)
    here = replace(
        Desk(home=tmp_path).surroundings(), open_stage=lambda name: connect(STAGES[name], Cloud(region="eu-west-3"))
    )

    def command(*words: str | Path) -> Any:
        told: list[str] = []
        assert run([*map(str, words), "--stage", STAGE, "--json"], here, write=told.append) == 0, told
        return json.loads(told[0])

    return command


def test_a_file_goes_into_the_tables_and_comes_out_of_the_bucket(banneret: Command, tmp_path: Path) -> None:
    own, rejects, out = (tmp_path / name for name in ("own.csv", "rejects.csv", "out.csv"))
    own.write_text("email,given_name\nida@example.org,Ida\nnobody,\n", encoding="utf-8")
    listed = client("s3").list_objects_v2

    checked = banneret("people", "import", SLUG, own, "--check")
    assert (checked["new"], checked["rejected"]) == (1, 1)
    assert listed(Bucket=DIRECTORY.intake_bucket)["KeyCount"] == 0

    loaded = banneret("people", "import", SLUG, own, "--rejects", rejects)
    assert (loaded["created"], loaded["rejected"]) == (1, 1)
    assert "nobody" in rejects.read_text(encoding="utf-8")

    taken = banneret("people", "export", SLUG, "--out", out, "--reason", "letters for the ride")
    (row,) = csv.DictReader(out.read_text(encoding="utf-8-sig").splitlines())
    assert (row["email"], row["export"].split()[0]) == ("ida@example.org", taken["mark"])
    assert listed(Bucket=DIRECTORY.intake_bucket, Prefix=f"exports/{SLUG}/")["KeyCount"] == 1


def test_a_page_is_written_and_published_in_the_table_and_the_bucket(banneret: Command, tmp_path: Path) -> None:
    file, title = tmp_path / "home.toml", "Le 6e, d’une seule voix"
    banneret("page", "show", SLUG, "home", "--out", file)
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace('title = "{candidate}"', f'title = "{title}"', 1), encoding="utf-8")

    assert banneret("page", "edit", SLUG, "home", file)["revision"] == 1
    assert banneret("page", "publish", SLUG, "home")["published"]

    home = client("s3").get_object(Bucket=DIRECTORY.site_bucket, Key=f"{SLUG}/index.html")["Body"].read()
    assert title.encode() in home
    assert len(banneret("page", "compare", SLUG, "home")["editions"]) == 1
    assert banneret("page", "show", SLUG, "home")["revision"] == 2
    drafts = {page["page"]: page["draft"] for page in banneret("page", "list", SLUG)["pages"]}
    assert drafts["home"] is None
