"""What a deployed stage is called and where its parts are.

The infrastructure writes the directory as one SSM parameter when all else
stands; the command line reads it. A stage without it is not, or only half,
deployed.
"""

from __future__ import annotations

from dataclasses import dataclass

from shared.kernel.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class StageDirectory(Settings):
    """The names and addresses of a stage's resources.

    `site_host` is the distribution's own host (`d123.cloudfront.net`),
    `network_domain` the domain whose subdomains are the nations' sites. `api_url`
    is HQ's API, `actions_api_url` what the sites' forms are sent to behind
    CloudFront, `console_url` where the console opens, with a slash at its end;
    `signing_secret` is a name, `member_pool` the id of the user pool of the console's members.
    """

    network_table: str
    people_table: str
    intake_bucket: str
    site_bucket: str
    nations_queue: str
    dead_letter_queue: str
    publications_queue: str
    actions_queue: str
    actions_dead_letter_queue: str
    letters_queue: str
    letters_dead_letter_queue: str
    confirmations_queue: str
    confirmations_dead_letter_queue: str
    signing_secret: str
    rollout_machine: str
    site_host: str
    network_domain: str
    api_url: str
    actions_api_url: str
    console_url: str
    member_pool: str
    alarm_topic: str
    dashboard: str


def directory_parameter(stage: str) -> str:
    """Return the name of the SSM parameter that holds the directory as a JSON object of `StageDirectory.to_env`."""
    return f"/banneret/{stage}/directory"
