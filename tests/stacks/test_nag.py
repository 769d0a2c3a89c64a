"""cdk-nag's findings: none open, and no acknowledgement that silences nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.stacks.synthesis import Synthesis


def test_no_finding_is_open(synthesis: Synthesis) -> None:
    found = [
        (finding["ruleName"], construct["constructPath"])
        for finding in synthesis.findings
        for construct in finding["violatingConstructs"]
    ]

    assert found == []


def test_no_acknowledgement_is_unused(synthesis: Synthesis) -> None:
    assert synthesis.acknowledged - synthesis.used == set()


def test_nothing_is_silenced_but_through_our_one_helper(synthesis: Synthesis) -> None:
    assert synthesis.used - synthesis.acknowledged == set()
