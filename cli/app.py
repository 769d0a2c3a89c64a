"""All commands, each with an example of its use."""

from __future__ import annotations

from importlib.metadata import version

from cyclopts import App

Command = str
"""`<module of cli.commands>:<function>`: loaded when it is asked for, since all of them together take seconds."""

TOP: dict[str, tuple[Command, str]] = {
    "up": ("lifecycle:up", "banneret up --stage prod"),
    "down": ("lifecycle:down", "banneret down"),
    "status": ("lifecycle:status", "banneret status --json"),
    "sample": ("sample:sample", "banneret sample --nations 40 --people 10000 --out build/sample"),
    "demo": ("demo:demo", "banneret demo --nations 40 --people 10000"),
    "doctor": ("doctor:doctor", "banneret doctor --stage prod"),
}

ROLLOUT: dict[str, tuple[Command, str]] = {
    "plan": ("rollout_start:plan", "banneret rollout plan --roster roster.csv --people people.csv --waves 5,45,rest"),
    "start": (
        "rollout_start:start",
        "banneret rollout start --roster roster.csv --people people.csv --name may --watch",
    ),
    "watch": ("rollout:watch", "banneret rollout watch may"),
    "status": ("rollout:status", "banneret rollout status may --json"),
    "report": ("rollout:report", "banneret rollout report latest --json --rejects rejects.csv"),
    "retry": ("rollout_steering:retry", "banneret rollout retry may"),
    "approve": ("rollout_steering:approve", "banneret rollout approve may"),
    "abort": ("rollout_steering:abort", 'banneret rollout abort may --reason "wrong roster"'),
    "list": ("rollout:list_rollouts", "banneret rollout list --limit 5"),
}

NATION: dict[str, tuple[Command, str]] = {
    "list": ("nation:list_nations", "banneret nation list --json"),
    "show": ("nation:show", "banneret nation show paris-6"),
    "home": ("nation_home:home", "banneret nation home paris-6"),
    "edit": ("nation_edit:edit", 'banneret nation edit paris-6 --slogan "Au grand jour" --goal supporters=500'),
    "publish": ("publication:publish", "banneret nation publish paris-6"),
    "versions": ("publication:versions", "banneret nation versions paris-6 --json"),
    "rollback": ("publication:rollback", "banneret nation rollback paris-6 --to 3"),
    "recount": ("counters:recount", "banneret nation recount paris-6"),
    "suspend": ("nation_life:suspend", 'banneret nation suspend paris-6 --reason "candidate withdrew"'),
    "resume": ("nation_life:resume", "banneret nation resume paris-6"),
    "close": ("nation_life:close", 'banneret nation close paris-6 --reason "not in the second round"'),
    "archive": ("nation_life:archive", 'banneret nation archive paris-6 --reason "the election is over"'),
    "remove": ("nation_life:remove", 'banneret nation remove paris-6 --reason "merged into paris-5" --yes paris-6'),
    "keep": ("nation_life:keep", "banneret nation keep paris-6"),
    "replace": (
        "nation_lead:replace",
        'banneret nation replace paris-6 --name "Paul Durand" --email paul@example.org',
    ),
    "look": (
        "nation_lead:look",
        'banneret nation look paris-6 --member ada@example.org --reason "a complaint of 3 June" --hours 2',
    ),
    "second-round": (
        "nation_round:end_others",
        'banneret nation second-round --file going-on.txt --reason "not in the second round"',
    ),
}

EVENT: dict[str, tuple[Command, str]] = {
    "add": (
        "event:add",
        'banneret event add paris-6 --title "Apéro citoyen" --starts 2027-06-01T19:00 --ends 21:00 --venue "Café"',
    ),
    "change": ("event:change", "banneret event change paris-6 2027-06-01-apero-citoyen-1f3a --capacity 60"),
    "cancel": ("event:cancel", "banneret event cancel paris-6 2027-06-01-apero-citoyen-1f3a"),
    "list": ("event:list_events", "banneret event list paris-6 --json"),
    "guests": ("event_door:guests", "banneret event guests paris-6 2027-06-01-apero-citoyen-1f3a --json"),
    "check-in": (
        "event_door:let_in",
        "banneret event check-in paris-6 2027-06-01-apero-citoyen-1f3a marie@example.org",
    ),
    "walk-in": (
        "event_door:let_walk_in",
        "banneret event walk-in paris-6 2027-06-01-apero-citoyen-1f3a given_name=Marie email=marie@example.org",
    ),
}

TAG: dict[str, tuple[Command, str]] = {
    "list": ("tag:list_tags", "banneret tag list --nation paris-6"),
    "make": ("tag:make", 'banneret tag make market --about "Meets us there" --nation paris-6'),
    "describe": ("tag:describe", 'banneret tag describe hq:convention "Came in March" --hq'),
    "retire": ("tag:retire", "banneret tag retire market --nation paris-6"),
    "take-up": ("tag:take_up", "banneret tag take-up market --nation paris-6"),
    "rename": ("tag:rename", "banneret tag rename paris-6 market saturday-market"),
}

SILENCE: dict[str, tuple[Command, str]] = {
    "show": ("silence:show", "banneret silence show --zone 974-02"),
    "override": (
        "silence:override",
        'banneret silence override paris-6 --until 2027-06-12T18:00 --reason "a judge ordered a correction"',
    ),
}

NETWORK: dict[str, tuple[Command, str]] = {
    "publish": ("network:publish", "banneret network publish"),
    "figures": ("network_figures:figures", "banneret network figures --days 14 --csv nations.csv"),
}


PEOPLE: dict[str, tuple[Command, str]] = {
    "list": ("people_roll:list_people", "banneret people list paris-6"),
    "search": ("people_roll:search", 'banneret people search paris-6 "anne dupont"'),
    "show": ("people_roll:show", "banneret people show paris-6 marie@example.org --json"),
    "add": ("people_add:add", 'banneret people add paris-6 email=marie@example.org source="market, 3 May"'),
    "edit": ("people_edit:edit", "banneret people edit paris-6 marie@example.org support_level=2 volunteer=yes"),
    "note": (
        "people_notes:note",
        'banneret people note paris-6 marie@example.org "Lends her van on Sundays" --due 2027-05-30',
    ),
    "messages": ("people_messages:messages", "banneret people messages paris-6"),
    "correct": (
        "people_notes:correct",
        'banneret people correct paris-6 marie@example.org 5f3a9c01 "Lends her van on Saturdays" --due 2027-05-30',
    ),
    "drop": ("people_notes:drop", "banneret people drop paris-6 marie@example.org 5f3a9c01"),
    "due": ("people_notes:list_due", "banneret people due paris-6 --until 2027-05-31"),
    "done": ("people_notes:done", "banneret people done paris-6 marie@example.org 5f3a9c01"),
    "tag": ("people_changes:tag", "banneret people tag paris-6 phoned marie@example.org paul@example.org"),
    "assign": ("people_changes:assign", "banneret people assign paris-6 --segment Cyclists --to driss@example.org"),
    "changes": ("people_changes:changes", "banneret people changes paris-6"),
    "go-on": ("people_changes:go_on", "banneret people go-on paris-6 20270511T120002-7c027a28"),
    "undo": ("people_changes:undo", "banneret people undo paris-6 20270511T120002-7c027a28"),
    "segment": (
        "people_segments:segment",
        "banneret people segment paris-6 --have mailable --either tag:velo --either tag:climat --lack volunteer",
    ),
    "segments": ("people_segments:segments", "banneret people segments paris-6 --json"),
    "resegment": ("people_segments:resegment", 'banneret people resegment paris-6 Cyclists --name "Who cycles"'),
    "forget": ("people_segments:forget", "banneret people forget paris-6 5f3a9c01d2e4"),
    "index": ("people_segments:index", "banneret people index paris-6"),
    "import": (
        "people_import:import_people",
        "banneret people import paris-6 market.csv --mapping columns.json --check --rejects rejects.csv",
    ),
    "export": (
        "people_export:export",
        'banneret people export paris-6 --segment Cyclists --out cyclists.csv --reason "letters for the ride"',
    ),
    "duplicates": ("people_merge:duplicates", "banneret people duplicates paris-6"),
    "merge": (
        "people_merge:merge",
        "banneret people merge paris-6 marie@example.org m.dupont@example.org support_level",
    ),
    "part": ("people_merge:part", "banneret people part paris-6 marie@example.org 20270511T120002-7c027a28"),
    "consent": ("people:consent", "banneret people consent marie@example.org --json"),
    "withdraw": (
        "people:withdraw",
        'banneret people withdraw marie@example.org --purpose mail --reason "asked on the phone, 3 June"',
    ),
    "erase": ("people:erase", "banneret people erase marie@example.org --yes"),
    "retention": ("retention:retention", "banneret people retention paris-6 --preview"),
}

PAGE: dict[str, tuple[Command, str]] = {
    "list": ("page:list_pages", "banneret page list paris-6"),
    "show": ("page:show", "banneret page show paris-6 home --out home.toml"),
    "edit": ("page:edit_page", "banneret page edit paris-6 home home.toml"),
    "preview": ("page_look:preview", "banneret page preview paris-6 home --out home.html"),
    "compare": ("page_look:compare", "banneret page compare paris-6 home --with kit"),
    "publish": ("page_look:publish", "banneret page publish paris-6 home"),
    "discard": ("page:discard_draft", "banneret page discard paris-6 home"),
    "back": ("page:bring_page_back", "banneret page back paris-6 home 2027-05-03T18:20:00+00:00"),
    "renew": ("page:renew_draft", "banneret page renew paris-6 home"),
}

KIT: dict[str, tuple[Command, str]] = {
    "versions": ("kit:versions", "banneret kit versions"),
    "publish": ("kit:publish", 'banneret kit publish my-templates --note "a shorter home page"'),
    "back": ("kit:back", 'banneret kit back 2 --note "the longer one was better"'),
    "push": ("kit:push", "banneret kit push --canaries 5"),
    "go-on": ("kit:go_on", "banneret kit go-on"),
    "stop": ("kit:stop", "banneret kit stop"),
    "status": ("kit:status", "banneret kit status --json"),
    "drift": ("kit:drift", "banneret kit drift"),
    "offers": ("kit_offers:offers", "banneret kit offers paris-6"),
    "decide": ("kit_offers:decide_offer", "banneret kit decide paris-6 PAGE#home charter accept"),
}

KIT_DRAFT: dict[str, tuple[Command, str]] = {
    "list": ("kit_draft:list_documents", "banneret kit draft list"),
    "show": ("kit_draft:show", "banneret kit draft show pages/fr/home --out home.toml"),
    "edit": ("kit_draft:edit_document", "banneret kit draft edit pages/fr/home home.toml"),
    "preview": ("kit_draft_look:preview", "banneret kit draft preview mails/en/welcome --out welcome.html"),
    "compare": ("kit_draft_look:compare", "banneret kit draft compare"),
    "publish": ("kit_draft_look:publish", 'banneret kit draft publish --note "a shorter home page"'),
    "discard": ("kit_draft:discard_draft", "banneret kit draft discard"),
}

ACTIONS: dict[str, tuple[Command, str]] = {
    "status": ("actions:status", "banneret actions status --json"),
    "redrive": ("actions:redrive", "banneret actions redrive --stage prod"),
}

LETTERS: dict[str, tuple[Command, str]] = {
    "status": ("letters:status", "banneret letters status --json"),
    "redrive": ("letters:redrive", "banneret letters redrive --stage prod"),
}

PROXY: dict[str, tuple[Command, str]] = {
    "list": ("proxy:list_proxies", "banneret proxy list paris-6 --json"),
    "match": ("proxy:match", "banneret proxy match paris-6"),
}

TEAM: dict[str, tuple[Command, str]] = {
    "list": ("team:list_team", "banneret team list --nation paris-6"),
    "invite": (
        "team_invite:invite_somebody",
        'banneret team invite paul@example.org --role field-organiser --name "Paul Durand" --nation paris-6',
    ),
    "revoke": ("team:revoke_role", "banneret team revoke 1f3a9c0b7d05e842 --nation paris-6"),
    "sign-out": ("team_sessions:sign_out", "banneret team sign-out paul@example.org"),
    "remove": ("team:remove", "banneret team remove paul@example.org"),
    "log": ("team:log", "banneret team log --hq --limit 20"),
}


GROUPS: dict[str, tuple[str, dict[str, tuple[Command, str]]]] = {
    "rollout": ("Bring a roster's nations and their people into being, in waves.", ROLLOUT),
    "nation": ("Look after nations: one campaign each.", NATION),
    "network": ("Look after the network's own site, and know all campaigns in numbers.", NETWORK),
    "page": ("Write a nation's pages: in a draft that is looked at, then published.", PAGE),
    "event": ("Announce the events of nations, change them, call them off.", EVENT),
    "tag": ("Keep the words that people are sorted by, of nations and of headquarters.", TAG),
    "actions": ("Look after what visitors sent.", ACTIONS),
    "letters": ("Look after mails that could not be sent.", LETTERS),
    "people": ("Find people, tag them; prove what they agreed to; withdraw, erase, let go.", PEOPLE),
    "proxy": ("Bring together who gives a proxy and who carries one.", PROXY),
    "kit": ("Publish the network's kit in editions, and have nations follow them.", KIT),
    "kit draft": ("Write the kit's next edition in the draft that the console writes.", KIT_DRAFT),
    "silence": ("Know when campaigns must be silent, and what may be all the same.", SILENCE),
    "team": ("Know who may sign in to the control panel; invite them, revoke their roles.", TEAM),
}
"""What stands below the command itself, by the words that lead there: what it is for, and its commands."""


def build_app() -> App:
    """Return the command line as its parser knows it."""
    app = _group("banneret", "One banner, hundreds of campaigns: a network of campaign sites, rolled out.", TOP)
    app.version = version("banneret")
    for words, (purpose, commands) in GROUPS.items():
        *above, name = words.split()
        parent = app
        for word in above:
            parent = parent[word]
        parent.command(_group(name, purpose, commands))
    return app


def _group(name: str, purpose: str, commands: dict[str, tuple[Command, str]]) -> App:
    examples = [example for _, example in commands.values()]
    group = App(name=name, help=purpose, help_format="plaintext", help_epilogue=_example(examples[0]))
    for place, (word, (command, example)) in enumerate(commands.items()):
        group.command(f"cli.commands.{command}", name=word, help_epilogue=_example(example), sort_key=place)
    return group


def _example(line: str) -> str:
    return f"Example: {line}"
