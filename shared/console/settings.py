"""What `serve_console` must be told by its environment."""

from __future__ import annotations

from dataclasses import dataclass

from shared.kernel.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class ServeConsoleSettings(Settings):
    """`serve_console`: the control panel."""

    network_table: str
    people_table: str
    site_bucket: str
    intake_bucket: str
    user_pool_id: str
    user_pool_client_id: str
    signing_secret: str
    """Name of the secret that signs what a browser keeps between two steps of signing in."""
    console_path: str
    """What stands before our own paths in the browser, with `{api}` for the API's id; empty on a host of our own."""
    console_scheme: str
    """How browsers reach the console: `https`, or `http` at the emulator."""
    nation_role_arn: str
    """The role that a request for a nation assumes, narrowed to that nation."""
    site_address: str
    """Where a nation's site opens, with `{slug}` for its name."""
    publications_queue: str
    """URL of the queue where a site is asked to be made as the record says."""
    indexes_queue: str
    """URL of the queue where the index of a nation's people is asked for."""
    imports_queue: str
    """URL of the queue where an import of a nation's own file is asked for."""
    exports_queue: str
    """URL of the queue where an export is asked for."""
    rollout_machine: str
    """ARN of the state machine that carries a rollout through its steps."""
    upload_seconds: int
    """How long a form for an upload stays open."""
    network_domain: str
    """Below which nations' sites have their hosts."""
    country: str
    """ISO 3166 code of the network's own country: phones without a prefix and its election's calendar."""
    retention_days: int
    """Days after a campaign's end for which its people are kept: pages say it before a campaign is ended."""
