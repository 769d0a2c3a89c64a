"""What can be wrong with the content of a nation's pages and mail."""

from __future__ import annotations

from shared.kernel.errors import PermanentError


class ContentError(PermanentError):
    """Content does not say what it must; the message names the page or file, the block and the field."""
