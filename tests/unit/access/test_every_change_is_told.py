"""Whatever changes something leads to an entry in the log of whom it is about: every form, route and command.

Read and not run: it holds that the way is there, for new ones too. That the entry is written, first and with the right
words, is each feature's own test.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from cli.app import GROUPS, TOP
from shared.console.routes import ROUTES
from shared.network_api.app import ROUTES as ROUTERS
from tests.unit.access.ways import ROOT, Log, logs_from, module_of, place_of

if TYPE_CHECKING:
    from collections.abc import Mapping

FORMS = {route.path: place_of(route.view) for route in ROUTES if route.method == "POST"}

API = {
    f"{method} {path}": place_of(function)
    for routes in ROUTERS
    for (path, methods, *_), function in routes.router._routes.items()
    for method in sorted(set(methods) - {"GET"})
}

COMMANDS = {
    f"{group} {word}".strip(): f"cli.commands.{place}"
    for group, (_, commands) in {"": ("", TOP), **GROUPS}.items()
    for word, (place, _) in commands.items()
}

UNTOLD_FORMS = {
    "/sign-in": "who signs in changes nothing of anybody's; sessions are no part of the log",
    "/second-factor": "likewise: it is the second step of signing in",
    "/enrol/later": "nothing is enrolled",
    "/sign-out": "the browser's own session ends, and nothing else",
    "/forgotten": "anybody may ask for a link, for any name; the password that is set by it is told",
    "/me/second-factor": "it proves who asks for another phone; the phone that is enrolled is told",
    "/hq/second-round": "it shows who would go on; ending the others is told",
    "/nation/{slug}/people/changes/{change}/go-on": "it does the rest of what was told when it was asked for",
}

UNTOLD_ROUTES = {
    "POST /uploads": "it signs where to put a file, which is nowhere before a rollout that is told takes it",
    "POST /second-round/preview": "it shows who would go on; ending the others is told",
}

UNTOLD_COMMANDS = {
    "people go-on": "it does the rest of what was told when it was asked for",
    "people index": "it builds an index anew from what is there",
    "nation recount": "it counts anew what is there",
    "network publish": "it makes the network's site anew from what is there, as the clock does",
    "actions redrive": "it sends on what visitors sent, which is recorded as theirs",
    "letters redrive": "it sends letters on that were told when they were written",
    "up": "it brings up the cloud of this machine, in which there is no log yet",
    "down": "it ends the cloud of this machine",
    "sample": "it writes files on this machine",
}

READING = {
    *("status", "doctor"),
    *("rollout plan", "rollout watch", "rollout status", "rollout report", "rollout list"),
    *("nation list", "nation show", "nation home", "nation versions"),
    *("page list", "page show", "page preview", "page compare"),
    *("event list", "tag list", "silence show", "actions status", "letters status"),
    *("people changes", "people segments"),
    *("kit versions", "kit status", "kit drift", "kit offers"),
    *("kit draft list", "kit draft show", "kit draft preview", "kit draft compare", "team list", "team log"),
}
"""Commands that change nothing, and show nobody of a nation's people."""


def untold(places: Mapping[str, str]) -> set[str]:
    """Return what leads to no log."""
    return {name for name, place in places.items() if not logs_from(place)}


def test_every_form_of_the_console_leads_to_a_log_or_stands_here_with_a_reason() -> None:
    assert untold(FORMS) == set(UNTOLD_FORMS)


def test_every_changing_route_of_the_api_leads_to_a_log_or_stands_here_with_a_reason() -> None:
    assert untold(API) == set(UNTOLD_ROUTES)


def test_every_command_that_changes_something_or_shows_people_leads_to_a_log_or_stands_here_with_a_reason() -> None:
    assert untold(COMMANDS) - READING == set(UNTOLD_COMMANDS)
    assert set(COMMANDS) >= READING


def test_what_is_done_in_a_nation_is_told_in_the_nations_own_log() -> None:
    inside = {path: place for path, place in {**FORMS, **API}.items() if "{slug}" in path or "<slug>" in path}
    inside |= {name: place for name, place in COMMANDS.items() if takes_a_nation(place)}
    told = {name: logs_from(place) for name, place in inside.items()}

    assert {name for name, logs in told.items() if logs == {Log.NETWORK}} == set()


def test_what_headquarters_does_to_the_network_is_told_in_its_own_log() -> None:
    outside = {path: place for path, place in {**FORMS, **API}.items() if path.startswith(("/hq/kit", "/hq/rollouts"))}

    assert {name for name, place in outside.items() if Log.NETWORK not in logs_from(place)} == set()


def takes_a_nation(place: str) -> bool:
    """Tell whether a command's first word is a nation's name."""
    module, _, name = place.partition(":")
    node = module_of(module).nodes[name]
    assert isinstance(node, ast.FunctionDef)
    return [each.arg for each in (*node.args.posonlyargs, *node.args.args)][:1] == ["slug"]


def test_whoever_makes_a_desk_for_events_hands_it_events_whose_changes_are_told() -> None:
    texts = [path.read_text("utf-8") for room in ("shared", "functions", "cli") for path in (ROOT / room).rglob("*.py")]
    makers = [text for text in texts if "EventDesk(\n" in text]

    assert len(makers) == 3
    assert all("events=LoggedEvents(" in text for text in makers)


def test_a_way_that_is_cut_is_found_missing() -> None:
    assert logs_from("shared.sites.publication:publish_nation") == {Log.NATION}
    assert logs_from("shared.sites.publication:renew_site") == frozenset()
