"""The stages: `local` and `test` on the emulator, `dev` in a fresh account, `prod` on the night."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from infra.capacity import (
    SPARE_RECEIVES,
    ActionsCapacity,
    ApiCapacity,
    ConsoleCapacity,
    FormLimits,
    FunctionSize,
    FunctionSizes,
    ImportCapacity,
    IndexesCapacity,
    LettersCapacity,
    OwnImportsCapacity,
    Patience,
    ProvisioningCapacity,
    PublicationsCapacity,
    WarmThroughput,
)
from infra.config import Alarms, Deployer, Domain, EdgeNetwork, Keep, LayerTarget, Retention, StageConfig

MEBIBYTE = 1024 * 1024

PARIS = "eu-west-3"
"""French people's political opinions stay in France."""

ONE_PROCESSOR = 1769
"""MiB of memory that buy a whole processor."""

SIZES = FunctionSizes(
    # It looks at every byte of the people file once, 48 million rows at most: Lambda's longest.
    plan_rollout=FunctionSize(memory=ONE_PROCESSOR, timeout=timedelta(minutes=15)),
    # An Express execution ends after five minutes, with all tries of its one step.
    sort_people=FunctionSize(memory=ONE_PROCESSOR, timeout=timedelta(seconds=75)),
    load_people=FunctionSize(memory=ONE_PROCESSOR, timeout=timedelta(seconds=75)),
    settle_import=FunctionSize(memory=512, timeout=timedelta(minutes=2)),
    provision_nation=FunctionSize(memory=ONE_PROCESSOR, timeout=timedelta(seconds=60)),
    record_failure=FunctionSize(memory=256, timeout=timedelta(seconds=15)),
    judge_wave=FunctionSize(memory=512, timeout=timedelta(seconds=60)),
    ask_approval=FunctionSize(memory=256, timeout=timedelta(seconds=15)),
    report_rollout=FunctionSize(memory=1024, timeout=timedelta(minutes=5)),
    fail_dead_letters=FunctionSize(memory=256, timeout=timedelta(seconds=30)),
    # API Gateway gives up after 30 seconds.
    serve_network_api=FunctionSize(memory=1024, timeout=timedelta(seconds=29)),
    # A visitor waits for it: a whole processor shortens a cold start, and nobody waits ten seconds.
    take_action=FunctionSize(memory=ONE_PROCESSOR, timeout=timedelta(seconds=10)),
    record_action=FunctionSize(memory=512, timeout=timedelta(seconds=30)),
    keep_counters=FunctionSize(memory=512, timeout=timedelta(seconds=60)),
    # SES answers in a tenth of a second, and there may be a hundred mails to write.
    send_confirmation=FunctionSize(memory=1024, timeout=timedelta(seconds=60)),
    answer_confirmation=FunctionSize(memory=1024, timeout=timedelta(seconds=10)),
    keep_silence=FunctionSize(memory=256, timeout=timedelta(seconds=30)),
    # Every person of every nation whose campaign is over.
    apply_retention=FunctionSize(memory=512, timeout=timedelta(minutes=15)),
    publish_nation=FunctionSize(memory=ONE_PROCESSOR, timeout=timedelta(seconds=60)),
    publish_network=FunctionSize(memory=ONE_PROCESSOR, timeout=timedelta(seconds=60)),
    find_nation=FunctionSize(memory=512, timeout=timedelta(seconds=10)),
    # A member waits for each page; API Gateway gives up after 30 seconds.
    serve_console=FunctionSize(memory=ONE_PROCESSOR, timeout=timedelta(seconds=20)),
    # A rollout of hundreds of nations has as many letters, and SES takes some a second of a new account.
    send_letters=FunctionSize(memory=1024, timeout=timedelta(seconds=60)),
    # 100,000 people take a minute; a constituency has no more voters than that.
    index_people=FunctionSize(memory=ONE_PROCESSOR, timeout=timedelta(minutes=5)),
    # Two small readings for each nation.
    keep_indexes=FunctionSize(memory=256, timeout=timedelta(minutes=5)),
    # 100,000 people a minute, and an index before them where there is none.
    export_people=FunctionSize(memory=ONE_PROCESSOR, timeout=timedelta(minutes=5)),
    # The longest that Lambda lets anything run: 120,000 rows take eight minutes at the pace of a nation's partition.
    import_nation=FunctionSize(memory=ONE_PROCESSOR, timeout=timedelta(minutes=15)),
)

AT_THE_REGION = EdgeNetwork(
    host="{api}.execute-api.{region}.amazonaws.com", port=443, path="", tls=True, site="https://{host}/"
)
"""An HTTP API's own address on AWS."""

AT_THE_EMULATOR = EdgeNetwork(
    host="localhost",
    port=4566,
    path="/_aws/execute-api/{api}/$default",
    tls=False,
    site="http://{label}.cloudfront.localhost:{port}/",
)
"""Where the emulator answers for an HTTP API; `banneret up` says at which port it listens."""

VISITORS = FormLimits(
    wait=timedelta(seconds=2),
    valid=timedelta(hours=24),
    window=timedelta(minutes=1),
    per_address=20,
    per_nation=600,
)
"""Where the public comes by."""

ONE_MACHINE = replace(VISITORS, per_address=100_000, per_nation=100_000)
"""On the emulator every visitor has this machine's address: what measures or tests visitors never meets a limit by
chance."""

LOCAL = StageConfig(
    name="local",
    region=PARIS,
    deployer=Deployer.CALLER,
    layer=LayerTarget.HERE,
    # What the emulator runs at once on the smallest machine.
    lambda_quota=16,
    country="FR",
    timezone="Europe/Paris",
    language="fr",
    domain=Domain(name="banneret.localhost"),
    plain_http=True,
    knows_senders=False,
    functions=SIZES,
    # Two of everything: the machine we build for has two processors, and the emulator wants one of them.
    people_import=ImportCapacity(range_bytes=4 * MEBIBYTE, shard_bytes=2 * MEBIBYTE, sorters=2, loaders=2),
    provisioning=ProvisioningCapacity(
        # A third fills the gaps in which the other two wait for the emulator.
        workers=3,
        batch=10,
        at_once=2,
        rest=timedelta(seconds=2),
        visibility=timedelta(seconds=60),
        receives=3,
        in_flight=64,
    ),
    patience=Patience(
        tries=3,
        rest=timedelta(seconds=1),
        nation=timedelta(minutes=10),
        approval=timedelta(hours=1),
        rollout=timedelta(hours=6),
    ),
    people_warm=None,
    retention=Retention(
        data=Keep.NEVER,
        logs_days=7,
        intake_days=30,
        replaced_pages_days=7,
        restore_days=1,
        dead_letter_days=14,
        campaign_days=60,
    ),
    api=ApiCapacity(requests_per_second=50, burst=100, upload=timedelta(hours=1)),
    edge=AT_THE_EMULATOR,
    actions=ActionsCapacity(
        requests_per_second=500,
        burst=1000,
        takers=None,
        recorders=2,
        batch=10,
        rest=timedelta(seconds=2),
        visibility=timedelta(seconds=60),
        receives=3,
    ),
    publications=PublicationsCapacity(workers=2, batch=5, visibility=timedelta(seconds=60), receives=3),
    letters=LettersCapacity(
        workers=2,
        batch=5,
        rest=timedelta(seconds=2),
        longest_rest=timedelta(minutes=1),
        visibility=timedelta(seconds=60),
        receives=8,
    ),
    forms=ONE_MACHINE,
    console=ConsoleCapacity(requests_per_second=50, burst=100, servers=2),
    indexes=IndexesCapacity(workers=2, visibility=timedelta(minutes=5), receives=3),
    own_imports=OwnImportsCapacity(workers=2, visibility=timedelta(minutes=15), receives=3),
    alarms=Alarms(queue_age=timedelta(minutes=5), stalled=timedelta(minutes=10), over_expressions=False),
)

BRIEF = timedelta(seconds=10)
"""A cold start on two busy processors takes three seconds; a hung worker must not hold a test up for long."""

HALF_A_MINUTE = timedelta(seconds=30)
"""A sorter loads the gazetteer besides. A rollout whose import failed waits for so long and some seconds."""

TEST = replace(
    LOCAL,
    name="test",
    # Small pieces, so that a file of a test is cut at all.
    people_import=ImportCapacity(range_bytes=64 * 1024, shard_bytes=32 * 1024, sorters=2, loaders=2),
    functions=replace(
        SIZES,
        load_people=replace(SIZES.load_people, timeout=HALF_A_MINUTE),
        sort_people=replace(SIZES.sort_people, timeout=HALF_A_MINUTE),
        provision_nation=replace(SIZES.provision_nation, timeout=BRIEF),
        record_action=replace(SIZES.record_action, timeout=BRIEF),
    ),
    provisioning=replace(LOCAL.provisioning, batch=5, rest=timedelta(seconds=1), visibility=BRIEF),
    patience=Patience(
        tries=2,
        rest=timedelta(seconds=1),
        nation=timedelta(seconds=60),
        approval=timedelta(seconds=30),
        rollout=timedelta(minutes=10),
    ),
    actions=replace(LOCAL.actions, rest=timedelta(seconds=1), visibility=BRIEF),
    letters=replace(LOCAL.letters, rest=timedelta(seconds=1), longest_rest=timedelta(seconds=30)),
    retention=replace(LOCAL.retention, logs_days=1, intake_days=1),
)

DEV = replace(
    LOCAL,
    name="dev",
    deployer=Deployer.BOOTSTRAP_ROLES,
    layer=LayerTarget.LAMBDA,
    domain=Domain(name="banneret.example"),
    plain_http=False,
    knows_senders=True,
    edge=AT_THE_REGION,
    lambda_quota=10,
    # While all goes well it stays within the 10 functions at once of a fresh account; the senders of letters need 4.
    people_import=ImportCapacity(range_bytes=8 * MEBIBYTE, shard_bytes=8 * MEBIBYTE, sorters=6, loaders=4),
    provisioning=ProvisioningCapacity(
        # The least that SQS takes: each nation that they open wakes a sender of letters besides.
        workers=2,
        batch=5,
        at_once=2,
        rest=timedelta(seconds=10),
        visibility=timedelta(seconds=120),
        # Dead letters, or the hour's indexes, may be in the way of a healthy nation.
        receives=SPARE_RECEIVES,
        in_flight=200,
    ),
    patience=Patience(
        tries=3,
        rest=timedelta(seconds=5),
        nation=timedelta(minutes=20),
        approval=timedelta(hours=4),
        rollout=timedelta(hours=12),
    ),
    retention=replace(LOCAL.retention, logs_days=30, restore_days=7),
    actions=replace(LOCAL.actions, rest=timedelta(seconds=10), receives=12),
    letters=replace(
        LOCAL.letters,
        rest=timedelta(seconds=10),
        longest_rest=timedelta(hours=1),
        visibility=timedelta(seconds=120),
        receives=33,
    ),
    forms=VISITORS,
    alarms=replace(LOCAL.alarms, over_expressions=True),
    publications=replace(LOCAL.publications, receives=SPARE_RECEIVES),
    indexes=replace(LOCAL.indexes, receives=SPARE_RECEIVES),
    own_imports=replace(LOCAL.own_imports, receives=SPARE_RECEIVES),
    # Whoever operates a small network looks on alone; a request too many is answered at its next try.
    console=replace(LOCAL.console, servers=1),
)

PROD = replace(
    DEV,
    name="prod",
    lambda_quota=1000,
    people_import=ImportCapacity(range_bytes=8 * MEBIBYTE, shard_bytes=8 * MEBIBYTE, sorters=200, loaders=40),
    provisioning=ProvisioningCapacity(
        workers=100,
        batch=1,
        at_once=1,
        rest=timedelta(seconds=10),
        visibility=timedelta(seconds=120),
        receives=3,
        in_flight=1000,
    ),
    patience=Patience(
        tries=3,
        rest=timedelta(seconds=5),
        nation=timedelta(minutes=15),
        approval=timedelta(hours=12),
        rollout=timedelta(hours=24),
    ),
    people_warm=WarmThroughput(reads=12_000, writes=40_000),
    retention=replace(
        LOCAL.retention, data=Keep.ALWAYS, logs_days=90, intake_days=30, replaced_pages_days=30, restore_days=35
    ),
    api=ApiCapacity(requests_per_second=50, burst=100, upload=timedelta(hours=1)),
    actions=replace(DEV.actions, requests_per_second=1000, burst=2000, takers=200, recorders=20),
    publications=replace(DEV.publications, workers=20),
    console=ConsoleCapacity(requests_per_second=200, burst=400, servers=50),
    indexes=replace(DEV.indexes, workers=20),
    own_imports=replace(DEV.own_imports, workers=10),
)

STAGES = {stage.name: stage for stage in (LOCAL, TEST, DEV, PROD)}


def stage_named(name: str) -> StageConfig:
    """Return a stage; raises ValueError that names those there are."""
    try:
        return STAGES[name]
    except KeyError:
        raise ValueError(f"there is no stage {name}: choose one of {', '.join(STAGES)}") from None
