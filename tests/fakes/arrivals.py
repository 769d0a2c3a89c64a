"""Files that have arrived, and the forms and links by which they travel, without a bucket."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from shared.kernel.presigning import UploadForm
from shared.rollouts.request import InputFile

if TYPE_CHECKING:
    from collections.abc import Generator

    from tests.fakes.rollouts import InMemoryFiles

BUCKET = "https://intake.example"


class InMemoryArrivals:
    """Files beside those of rollouts, with the promises of `Arrivals`."""

    def __init__(self, files: InMemoryFiles) -> None:
        self.files = files

    def size(self, key: str) -> int | None:
        return len(self.files.read(key)) if self.files.exists(key) else None

    def read(self, key: str) -> Generator[bytes]:
        yield self.files.read(key)

    def take_in(self, key: str, *, file_name: str) -> InputFile:
        content = self.files.read(key)
        file = InputFile(sha256=sha256(content).hexdigest(), file_name=file_name, size=len(content))
        self.files.write(file.key, content)
        return file


class ListedForms:
    """Forms that say what they are bound to."""

    def of(self, key: str, *, most: int, back: str) -> UploadForm:
        bound = {"key": key, "most": str(most)}
        return UploadForm(url=f"{BUCKET}/", fields={**bound, "success_action_redirect": back}, scripted=bound)


class ListedLinks:
    """Links that say where they lead."""

    origin = BUCKET

    def of(self, key: str, *, name: str) -> str:
        return f"{BUCKET}/{key}?name={name}"
