"""People: from an uploaded CSV of any size to people in DynamoDB.

Three verbs, each safe to run again, and their sums:

    planning.plan_people(order: PeopleImport, *, destinations: Destinations, limits: PlanLimits, files: PeopleFiles)
        -> PeoplePlan               reads the upload once; writes plan.json, ranges.json, shards.json; raises InputError
    plan.read_plan(rollout_id, *, files) -> PeoplePlan
    planning.empty_holders(slugs, *, people) -> frozenset[str]      for `Destinations`: saves reading
    sorting.sort_range(plan, index, *, files, assign: Assign) -> RangeOutcome
    loading.load_shard(plan, shard, *, files, people: PeopleStore) -> ShardOutcome
    outcomes.people_outcome(rows, *, ranges, shards) -> PeopleOutcome     raises SumsDiffer

`assign` is `partial(geography.assignment.assign, atlas=…, claims=Claims.of(plan.destinations.claims))`.

    bucket.S3PeopleFiles(client, bucket)        memory.InMemoryPeopleFiles()
    store.DynamoPeopleStore(client, table)      memory.InMemoryPeopleStore()

What is stored: `item`. What a column may be, and a saved mapping: `fields`. The files of rejected
and unassigned rows: `exports`. Who may be written to: `consent`.
"""
