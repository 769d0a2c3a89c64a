"""What can go wrong with a nation's pages and mail.

BanneretError
└── PermanentError
    ├── ContentError           content does not say what it must
    ├── FactsMissing           a fact of the legal notice is not given: nothing is published
    ├── BlockLocked            a block that only HQ may write
    └── Conflict
        └── VersionExpired     the files of an older publication are no longer kept
"""

from __future__ import annotations

from shared.kernel.errors import Conflict, PermanentError


class ContentError(PermanentError):
    """Content does not say what it must; the message names the page or file, the block and the field."""


class FactsMissing(PermanentError):  # noqa: N818 - the name states the fact, as the style asks
    """A nation lacks facts without which the law lets nobody publish a site."""

    def __init__(self, slug: str, facts: tuple[str, ...]) -> None:
        options = " ".join(f"--{fact} …" for fact in facts)
        verb = "is" if len(facts) == 1 else "are"
        remedy = f"banneret nation edit {slug} {options}"
        super().__init__(f"nation {slug}: not published: {', '.join(facts)} {verb} missing ({remedy})")
        self.slug = slug
        self.facts = facts


class BlockLocked(PermanentError):  # noqa: N818 - the name states the fact, as the style asks
    """A nation would write a block that only HQ may write."""

    def __init__(self, page: str, block_id: str) -> None:
        super().__init__(f"page {page}, block {block_id}: is locked by HQ: leave it as the kit has it")
        self.page = page
        self.block_id = block_id


class VersionExpired(Conflict):
    """The files of an older publication are no longer kept."""

    def __init__(self, slug: str, path: str) -> None:
        super().__init__(f"site {slug}: {path} of that version is no longer kept: publish instead, or take a later one")
        self.slug = slug
