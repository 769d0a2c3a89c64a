"""Rendering nations' pages, against nothing but Jinja2's own work on the same pages."""

from __future__ import annotations

import time
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from jinja2 import Template

from shared.rollouts.outfit import Outfit
from shared.sites.render import SiteRenderer
from tests.bench.figure import Figure, at_least, reported
from tests.bench.makers import NOW, site_maker
from tests.bench.rounds import least
from tests.bench.workbench import sample, seeds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from shared.sites.files import SiteFile
    from shared.sites.pages import Page
    from shared.sites.view import SiteView
    from tests.bench.workbench import Workbench

    Works = Sequence[Callable[[], object]]

NATIONS = 60
"""Enough for half a second of rendering, and so for a steady ratio."""

ROUNDS = 11
BOUND = 0.9


class Listener(SiteRenderer):
    """A renderer that only remembers what it is given."""

    def __init__(self) -> None:
        self.given: list[tuple[SiteView, Sequence[Page]]] = []

    def render(self, site: SiteView, pages: Sequence[Page]) -> tuple[SiteFile, ...]:
        """Remember the site and its pages."""
        self.given.append((site, pages))
        return ()


def measure(bench: Workbench) -> list[Figure]:
    """Return how our rendering compares with a bare loop, and the making of a site from what is stored with it."""
    nations = seeds(sample(bench.folder, nations=NATIONS, people=1))
    listener, renderer = Listener(), SiteRenderer()
    listening, making = site_maker(listener), site_maker(renderer)
    outfit = Outfit(maker=making)
    stored = [(seed, outfit.items(seed)) for seed in nations]
    work_off(partial(listening.open_site, *each, now=NOW) for each in stored)
    renderings = [partial(renderer.render, *site) for site in listener.given]
    work_off(renderings)
    with recorded() as bare:
        work_off(renderings)
    makings = [partial(making.open_site, *each, now=NOW) for each in stored]
    works: dict[str, Works] = {"bare": bare, "ours": renderings, "from storage": makings}
    seconds = least({name: partial(timed, work) for name, work in works.items()}, rounds=ROUNDS)
    rates = {name: len(bare) / spent for name, spent in seconds.items()}
    pages = f"{len(bare)} pages of {len(nations)} nations"
    return [
        at_least(
            "rendering",
            rates["ours"] / rates["bare"],
            BOUND,
            unit="× bare Jinja2",
            detail=f"{pages}: {rates['ours']:,.0f} a second, bare {rates['bare']:,.0f}",
        ),
        reported(
            "site-making",
            rates["from storage"] / rates["bare"],
            unit="× bare Jinja2",
            detail=f"with reading and checking the stored blocks: {rates['from storage']:,.0f} pages a second",
        ),
    ]


def work_off(works: Iterable[Callable[[], object]]) -> None:
    """Do one after the other."""
    for work in works:
        work()


def timed(works: Iterable[Callable[[], object]]) -> float:
    """Return the seconds that all of them take."""
    begun = time.perf_counter()
    work_off(works)
    return time.perf_counter() - begun


@contextmanager
def recorded() -> Iterator[Works]:
    """Collect, while the context lasts, every rendering of a template: what a bare loop would do."""
    calls: list[Callable[[], object]] = []
    genuine = Template.render

    def remembering(template: Template, *arguments: Any, **names: Any) -> str:
        calls.append(partial(genuine, template, *arguments, **names))
        return genuine(template, *arguments, **names)

    with patch.object(Template, "render", remembering):
        yield calls
