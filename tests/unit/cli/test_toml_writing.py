"""What is written as TOML is read back as it was, whatever signs are in it."""

from __future__ import annotations

import tomllib
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from cli.toml_writing import toml_of

# JSON and TOML both refuse half a surrogate pair, and no page holds one.
texts = st.text(st.characters(exclude_categories=["Cs"]))
entries = st.dictionaries(st.sampled_from(["title", "body"]), texts | st.integers(0, 10**6))
blocks = st.fixed_dictionaries(
    {"kind": texts, "options": st.lists(texts)}, optional={"cards": st.lists(entries, min_size=1)}
)
words = st.dictionaries(st.sampled_from(["fr", "en"]), entries)
documents = st.fixed_dictionaries(
    {"title": texts, "revision": st.integers(0, 99), "blocks": st.lists(blocks)}, optional={"words": words}
)


@given(documents)
def test_every_document_is_read_back(document: dict[str, Any]) -> None:
    assert tomllib.loads(toml_of(document)) == document


def test_several_lines_stand_as_they_are_read() -> None:
    assert toml_of({"body": "Un\n\nDeux \\n"}) == 'body = """\nUn\n\nDeux \\\\n"""\n'
