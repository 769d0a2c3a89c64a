"""How many examples a property is tried with: a quarter of them in every test's run, all of them at night."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

NIGHTLY = 100
EVERY_RUN = 25


def load_profiles() -> None:
    """Make both known to Hypothesis, and take the smaller; `--hypothesis-profile nightly` takes the other.

    How long an example takes is a matter of the machine, and no test's.
    """
    for name, examples in (("nightly", NIGHTLY), ("every-run", EVERY_RUN)):
        settings.register_profile(
            name, max_examples=examples, deadline=None, suppress_health_check=[HealthCheck.too_slow]
        )
    settings.load_profile("every-run")


def is_night() -> bool:
    """Return whether all is to be tried."""
    return settings().max_examples >= NIGHTLY


def at_night(examples: int) -> int:
    """Return how many examples a test takes now that takes so many at night."""
    return max(1, examples * settings().max_examples // NIGHTLY)
