"""What a worker works with, connected to AWS."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from functions.provision_nation.worker import Worker
from shared.access.welcoming import CandidateWelcome
from shared.kernel.aws import client
from shared.kernel.clock import SystemClock
from shared.kernel.secrets import SecretsManagerKeys
from shared.kits.kits import CurrentKit, Kits
from shared.kits.store import DynamoKitStore
from shared.kits.wardrobe import Wardrobe
from shared.nations.store import DynamoNationStore
from shared.rollouts.bucket import S3RolloutFiles
from shared.rollouts.opening import DynamoOpenings
from shared.rollouts.outfit import Outfit
from shared.rollouts.people_counts import SettledPeople
from shared.rollouts.provision import Provisioned, Provisioner
from shared.rollouts.queue import SqsNationsQueue
from shared.rollouts.settings import ProvisionNationSettings
from shared.rollouts.store import DynamoRolloutStore
from shared.rollouts.tokens import StepFunctionsTokens
from shared.sites.bucket import S3SiteBucket
from shared.sites.files import NETWORK
from shared.sites.press_room import site_maker
from shared.sites.version_store import DynamoVersionStore


def connect() -> Worker:
    """Return a worker with its connections, as the environment tells."""
    settings = ProvisionNationSettings.from_env(os.environ)
    dynamodb, s3 = client("dynamodb", checked=False), client("s3", checked=False)
    rollouts = DynamoRolloutStore(dynamodb, settings.network_table)
    maker = site_maker(network_domain=settings.network_domain, country=settings.country)
    site = S3SiteBucket(s3, settings.site_bucket)
    keys = SecretsManagerKeys(client("secretsmanager"), settings.signing_secret, clock=SystemClock())
    welcome = CandidateWelcome(keys=keys, language=maker.banner.language)
    # Once for all nations of this process, and before any page that needs it.
    site.publish(NETWORK, maker.shared_files())
    kits = Kits(store=DynamoKitStore(dynamodb, settings.network_table))
    wardrobe = Wardrobe(maker, kits=kits, site=site)
    provision = Provisioner(
        outfit=Outfit(maker=maker),
        rollouts=rollouts,
        nations=DynamoNationStore(dynamodb, settings.network_table),
        site=site,
        versions=DynamoVersionStore(dynamodb, settings.network_table),
        openings=DynamoOpenings(dynamodb, settings.network_table, welcome=welcome),
        people=SettledPeople(S3RolloutFiles(s3, settings.intake_bucket)),
        clock=SystemClock(),
    )
    current = CurrentKit(kits, SystemClock())

    def dressed(rollout_id: str, slug: str, *, attempt: int) -> Provisioned | None:
        """Provision with the edition of this minute, from the first page to the record."""
        edition = current()
        outfit = Outfit(maker=wardrobe.under(edition), edition=edition, dress=wardrobe)
        return replace(provision, outfit=outfit)(rollout_id, slug, attempt=attempt)

    queue = SqsNationsQueue(client("sqs"), settings.nations_queue, retry_seconds=settings.retry_seconds)
    return Worker(
        provision=dressed,
        rollouts=rollouts,
        tokens=StepFunctionsTokens(client("stepfunctions")),
        queue=queue,
        hands=ThreadPoolExecutor(settings.at_once),
    )
