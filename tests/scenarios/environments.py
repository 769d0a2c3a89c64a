"""Functions told something else for a while, as an operator might: by their environment, and back."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from tests.scenarios.network import STAGE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tests.scenarios.network import Network


@contextmanager
def told(network: Network, function: str, **variables: str) -> Iterator[None]:
    """Tell a function, named without its stage, these variables beside its own: its warm workers go, twice."""
    before = _variables(network, function)
    _tell(network, function, {**before, **variables})
    try:
        yield
    finally:
        _tell(network, function, before)


def _variables(network: Network, function: str) -> dict[str, str]:
    found = network.client("lambda").get_function_configuration(FunctionName=_name(function))
    variables: dict[str, str] = found["Environment"]["Variables"]
    return variables


def _tell(network: Network, function: str, variables: Mapping[str, str]) -> None:
    functions, name = network.client("lambda"), _name(function)
    functions.update_function_configuration(FunctionName=name, Environment={"Variables": variables})
    functions.get_waiter("function_updated_v2").wait(FunctionName=name, WaiterConfig={"Delay": 1})


def _name(function: str) -> str:
    return f"banneret-{STAGE}-{function}"
