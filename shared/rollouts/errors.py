"""What can go wrong with a rollout.

BanneretError
└── PermanentError
    ├── NotFound → RolloutUnknown
    └── Conflict
        ├── RolloutNameTaken      the name stands for other files
        ├── NetworkBusy           another rollout is running
        │   └── NetworkResting    it was stopped, and its import's last workers may still write
        ├── StillRunning          it must end before it can be taken up again
        ├── NothingToRetry        no nation of it failed
        ├── AlreadyOver           there is nothing left to abort
        └── NotAwaitingApproval   there is no gate to open
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.kernel.errors import Conflict, NotFound

if TYPE_CHECKING:
    from datetime import datetime


class RolloutUnknown(NotFound):
    """No rollout has this id."""

    def __init__(self, rollout_id: str) -> None:
        super().__init__(f"no rollout is called {rollout_id}: `banneret rollout list` shows them all")
        self.rollout_id = rollout_id


class RolloutNameTaken(Conflict):
    """The name belongs to a rollout of other files."""

    def __init__(self, rollout_id: str) -> None:
        super().__init__(f"rollout {rollout_id} was started with other files: choose another --name for these")
        self.rollout_id = rollout_id


class NetworkBusy(Conflict):
    """Another rollout is running: one at a time, since an import writes without conditions into nations not open."""

    def __init__(self, running: str) -> None:
        super().__init__(f"rollout {running} is running: wait for it (`banneret rollout watch {running}`) or abort it")
        self.running = running


class NetworkResting(NetworkBusy):
    """A rollout was stopped in its import: until its last workers must be over, nobody else may open a nation."""

    def __init__(self, stopped: str, *, until: datetime) -> None:
        Conflict.__init__(
            self,
            f"rollout {stopped} was stopped while it brought people in, and its last workers may write until "
            f"{until:%H:%M:%S} UTC: start again then",
        )
        self.running, self.until = stopped, until


class NotAwaitingApproval(Conflict):
    """The rollout is not waiting for a person's word."""

    def __init__(self, rollout_id: str, state: str) -> None:
        super().__init__(f"rollout {rollout_id} is {state}: it waits for nobody's approval")
        self.rollout_id = rollout_id


class StillRunning(Conflict):
    """The rollout must end before it can be taken up again."""

    def __init__(self, rollout_id: str) -> None:
        super().__init__(f"rollout {rollout_id} is still running: wait for it (`banneret rollout watch {rollout_id}`)")
        self.rollout_id = rollout_id


class NothingToRetry(Conflict):
    """No nation of the rollout failed."""

    def __init__(self, rollout_id: str) -> None:
        super().__init__(f"no nation of rollout {rollout_id} failed: there is nothing to retry")
        self.rollout_id = rollout_id


class AlreadyOver(Conflict):
    """There is nothing left to abort."""

    def __init__(self, rollout_id: str, state: str) -> None:
        super().__init__(f"rollout {rollout_id} is {state} already: there is nothing to abort")
        self.rollout_id = rollout_id
