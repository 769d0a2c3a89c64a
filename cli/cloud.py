"""How the cloud of a stage is reached: AWS as the caller is signed in to it, or the emulator on this machine."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Mapping, MutableMapping

ROOT_KEY = "test"
"""Access key and secret of the emulated account's root user."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cloud:
    """A region, and the emulator's address; without one it is AWS itself."""

    region: str
    endpoint: str | None = None

    @property
    def is_emulated(self) -> bool:
        """Tell whether this is the cloud on this machine."""
        return self.endpoint is not None

    @property
    def port(self) -> int | None:
        """The emulator's port; None on AWS."""
        return urlsplit(self.endpoint).port if self.endpoint else None

    def environment(self, around: Mapping[str, str]) -> dict[str, str]:
        """Return the environment of a process that talks to this cloud and to no other.

        None of the caller's AWS settings reach the emulator's clients, so that
        it works without any, and with broken ones.
        """
        region = {"AWS_REGION": self.region, "AWS_DEFAULT_REGION": self.region}
        if self.endpoint is None:
            return {**around, **region}
        kept = {name: value for name, value in around.items() if not name.startswith("AWS_")}
        return kept | region | _emulated(self.endpoint)

    def enter(self, environment: MutableMapping[str, str]) -> None:
        """Make this the cloud that every client of this process talks to."""
        wanted = self.environment(environment)
        for name in set(environment) - set(wanted):
            del environment[name]
        environment.update(wanted)


def _emulated(endpoint: str) -> dict[str, str]:
    return {
        "AWS_ENDPOINT_URL": endpoint,
        "AWS_ACCESS_KEY_ID": ROOT_KEY,
        "AWS_SECRET_ACCESS_KEY": ROOT_KEY,
        "AWS_CONFIG_FILE": "/dev/null",
        "AWS_SHARED_CREDENTIALS_FILE": "/dev/null",
        "AWS_EC2_METADATA_DISABLED": "true",
    }
