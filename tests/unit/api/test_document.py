from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from openapi_spec_validator import validate

from functions.serve_network_api import handler
from shared.network_api.models import (
    candidate,
    events,
    figures,
    kit,
    kit_preview,
    kit_words,
    log,
    nations,
    problem,
    publications,
    report,
    rollouts,
    second_round,
    silence,
    tags,
    uploads,
)
from tests.unit.api.asking import ask

if TYPE_CHECKING:
    from pydantic import BaseModel

    from tests.unit.api.desks import FakeDesk

OPERATIONS = {
    ("post", "/uploads"): {"200"},
    ("post", "/rollouts"): {"200", "202", "409"},
    ("get", "/rollouts"): {"200"},
    ("get", "/rollouts/{rollout_id}"): {"200", "404"},
    ("post", "/rollouts/{rollout_id}/approval"): {"200", "404", "409"},
    ("post", "/rollouts/{rollout_id}/abort"): {"200", "404", "409"},
    ("post", "/rollouts/{rollout_id}/retry"): {"200", "404", "409"},
    ("get", "/nations"): {"200"},
    ("get", "/nations/{slug}"): {"200", "404"},
    **{
        ("post", f"/nations/{{slug}}/{verb}"): {"200", "404", "409"}
        for verb in ("suspend", "resume", "close", "archive", "remove", "keep")
    },
    ("post", "/nations/{slug}/publish"): {"200", "404", "409"},
    ("get", "/nations/{slug}/versions"): {"200", "404"},
    ("post", "/nations/{slug}/rollback"): {"200", "404", "409"},
    ("get", "/nations/{slug}/events"): {"200", "404"},
    ("post", "/nations/{slug}/events"): {"200", "404", "409"},
    ("get", "/nations/{slug}/events/{event_id}"): {"200", "404"},
    ("patch", "/nations/{slug}/events/{event_id}"): {"200", "404", "409"},
    ("post", "/nations/{slug}/events/{event_id}/cancellation"): {"200", "404", "409"},
    ("post", "/nations/{slug}/candidate"): {"200", "404", "409"},
    ("post", "/second-round/preview"): {"200"},
    ("post", "/second-round"): {"200"},
    ("get", "/silence"): {"200"},
    ("get", "/nations/{slug}/silence"): {"200", "404"},
    ("post", "/nations/{slug}/silence/override"): {"200", "404"},
    ("get", "/kit/editions"): {"200"},
    ("post", "/kit/editions"): {"200", "409"},
    ("get", "/kit/editions/{number}"): {"200", "404"},
    ("get", "/kit/draft"): {"200"},
    ("delete", "/kit/draft"): {"200", "409"},
    **{("get", f"/kit/draft/{kind}/{{language}}/{{name}}"): {"200", "404"} for kind in ("pages", "mails")},
    **{("put", f"/kit/draft/{kind}/{{language}}/{{name}}"): {"200", "404", "409"} for kind in ("pages", "mails")},
    **{
        ("get", f"/kit/draft/{kind}/{{language}}/{{name}}/preview"): {"200", "404", "409"}
        for kind in ("pages", "mails")
    },
    ("get", "/kit/draft/banner"): {"200"},
    ("put", "/kit/draft/banner"): {"200", "409"},
    ("post", "/kit/rollback"): {"200", "404", "409"},
    ("post", "/kit/push"): {"200", "202", "409"},
    ("get", "/kit/push"): {"200", "404"},
    ("post", "/kit/push/go-on"): {"200", "404", "409"},
    ("post", "/kit/push/stop"): {"200", "404", "409"},
    ("get", "/kit/drift"): {"200"},
    ("get", "/tags"): {"200"},
    ("post", "/tags"): {"200", "409"},
    **{("post", f"/tags/{verb}"): {"200", "404", "409"} for verb in ("describe", "retire", "return")},
    ("get", "/figures"): {"200"},
    ("get", "/figures/nations"): {"200"},
    ("get", "/figures/nations.csv"): {"200"},
    ("get", "/figures/days.csv"): {"200"},
    ("get", "/log"): {"200"},
}
"""What each operation may answer beside the problems that any may: 422, 500, 503."""

SHOWN: list[type[BaseModel]] = [
    uploads.File,
    rollouts.Consent,
    rollouts.RolloutOrder,
    rollouts.Reason,
    nations.NationReason,
    nations.Removal,
    publications.PublicationOrder,
    publications.Rollback,
    events.EventAnnouncement,
    events.EventChange,
    events.EventCancellation,
    uploads.Upload,
    publications.Publication,
    publications.Version,
    publications.Versions,
    rollouts.StartedRollout,
    rollouts.Rollout,
    rollouts.Rollouts,
    nations.NationSummary,
    nations.Nations,
    nations.Nation,
    events.Event,
    events.Events,
    candidate.Succession,
    candidate.Succeeded,
    second_round.Going,
    second_round.Parted,
    second_round.Closing,
    second_round.Closed,
    silence.Silence,
    silence.Silences,
    silence.NationSilences,
    silence.Override,
    silence.OverrideOrder,
    kit.Edition,
    kit.Editions,
    kit.KitRollback,
    kit.PushOrder,
    kit.KitPush,
    kit.Drift,
    kit.Drifts,
    kit_words.PageDocument,
    kit_words.PageWriting,
    kit_words.MailDocument,
    kit_words.MailWriting,
    kit_words.BannerDocument,
    kit_words.BannerWriting,
    kit_words.EditionWords,
    kit_words.DocumentChange,
    kit_words.Draft,
    kit_words.KitPublication,
    kit_preview.PagePreview,
    kit_preview.MailPreview,
    tags.Tag,
    tags.Tags,
    tags.TagWish,
    tags.TagDescription,
    tags.TagNamed,
    figures.Figures,
    figures.NationFigures,
    figures.NationsFigures,
    log.LogEntry,
    log.Log,
    report.Report,
    problem.Problem,
]


@pytest.fixture
def document(desk: FakeDesk) -> dict[str, Any]:
    served: dict[str, Any] = ask("GET", "/openapi.json").body
    return served


def operations(document: dict[str, Any]) -> dict[tuple[str, str], dict[str, Any]]:
    return {(method, path): operation for path, item in document["paths"].items() for method, operation in item.items()}


def test_the_document_is_valid_and_asks_for_a_signature(document: dict[str, Any]) -> None:
    validate(document)

    assert document["openapi"] == "3.1.0"
    assert document["security"] == [{"signature": []}]
    assert document["components"]["securitySchemes"]["signature"]["x-amazon-apigateway-authtype"] == "awsSigv4"


def test_every_operation_is_described_with_all_that_it_answers(document: dict[str, Any]) -> None:
    described = {key: set(operation["responses"]) for key, operation in operations(document).items()}

    assert described == {key: statuses | {"422", "500", "503"} for key, statuses in OPERATIONS.items()}


def test_every_answer_has_a_schema(document: dict[str, Any]) -> None:
    for operation in operations(document).values():
        for status, answer in operation["responses"].items():
            ((kind, content),) = answer["content"].items()
            assert kind in (
                ["application/json", "text/csv"] if status.startswith("2") else ["application/problem+json"]
            )
            assert "$ref" in content["schema"] or (kind, content["schema"]["type"]) == ("text/csv", "string")


def test_every_route_is_described_and_every_description_is_a_route(document: dict[str, Any]) -> None:
    app = handler.app()
    # The framework lists its routes nowhere else.
    routes = [*app._static_routes, *app._dynamic_routes]

    served = {(route.method.lower(), route.openapi_path) for route in routes} - {("get", "/openapi.json")}

    assert served == set(operations(document))


@pytest.mark.parametrize(("method", "path"), OPERATIONS)
def test_what_is_described_is_answered(desk: FakeDesk, method: str, path: str) -> None:
    answer = ask(method.upper(), re.sub(r"{\w+}", "nobody", path))

    assert "no route" not in str(answer.body)


@pytest.mark.parametrize("model", SHOWN, ids=lambda model: model.__name__)
def test_the_example_of_a_schema_fits_it(model: type[BaseModel], document: dict[str, Any]) -> None:
    shown = document["components"]["schemas"][model.__name__]["examples"]

    assert [model.model_validate(example) for example in shown]


def test_no_error_is_described_that_is_never_answered(document: dict[str, Any]) -> None:
    assert not [name for name in document["components"]["schemas"] if name.endswith("ValidationError")]


def test_no_operation_is_about_people_or_looks_inside_a_nation(document: dict[str, Any]) -> None:
    parts = {part for path in document["paths"] for part in path.split("/")}

    assert parts.isdisjoint({"people", "persons", "segments", "guests", "look", "exports", "team"})


def test_no_answer_has_a_field_of_a_person_but_the_candidate(document: dict[str, Any]) -> None:
    fields = {
        (name, field)
        for name, schema in document["components"]["schemas"].items()
        for field in schema.get("properties", {})
    }

    assert {name for name, field in fields if field == "email"} == {"Nation", "Succession", "Succeeded"}
    assert [name for name, field in fields if field in {"phone", "first_name", "last_name", "person"}] == []
