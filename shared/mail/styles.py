"""The styles that a letter brings along, as the policy of a browser names them.

Mail programs load no stylesheet, so letters have their styles within them; what our layout did not write has no hash.
"""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from html import unescape

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_SHEET = re.compile(r"<style[^>]*>(.*?)</style>", re.DOTALL)
_STYLE = re.compile(r'\sstyle="([^"]*)"')


def sources_of_styles(letter: str) -> str:
    """Return the styles within a letter as sources of a policy, each by its hash."""
    shown = _COMMENT.sub("", letter)
    styles = dict.fromkeys([*_SHEET.findall(shown), *map(unescape, _STYLE.findall(shown))])
    hashes = (b64encode(sha256(style.encode()).digest()).decode() for style in styles)
    return " ".join(["'unsafe-hashes'", *(f"'sha256-{each}'" for each in hashes)])
