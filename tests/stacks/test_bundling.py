"""Lambda code: what goes into a bundle, and that each handler runs from it alone."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import grimp
import pytest

from infra import bundling
from infra.bundling import (
    ROOT,
    SERVICES,
    WITH_TEMPLATES,
    BundlingError,
    bundle,
    code_key,
    function_names,
    languages,
    layer_key,
    make_code,
    make_layer,
    stage_functions,
    stage_handlers,
    uv,
    uv_command,
)
from infra.config import LayerTarget
from infra.constructs.function import way_to

CODE_BYTES = 20 * 1024 * 1024
"""What a function's bundle may weigh."""


@pytest.fixture(scope="module")
def layer() -> Path:
    return make_layer(LayerTarget.HERE)


@pytest.fixture(scope="module")
def bundles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every function's bundle, in a folder of its name."""
    return stage_functions(tmp_path_factory.mktemp("bundles"))


@pytest.fixture(scope="module")
def handlers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every function alone, in a folder of its name, as it is on this machine."""
    return stage_handlers(tmp_path_factory.mktemp("handlers"))


@pytest.mark.parametrize("name", function_names())
def test_a_handler_can_be_imported_from_its_bundle_and_the_layer_alone(
    name: str, bundles: Path, layer: Path, tmp_path: Path
) -> None:
    # -B: bundles stay as they were made.
    script = (
        f"import sys; sys.path[:0] = [{str(bundles / name)!r}, {str(layer / 'python')!r}];"
        f"from functions.{name}.handler import lambda_handler"
    )
    # -I and -S: neither this checkout nor the virtual environment may help out.
    done = subprocess.run(
        [sys.executable, "-B", "-I", "-S", "-c", script],
        cwd=tmp_path,
        env={"PATH": os.environ["PATH"], "AWS_DEFAULT_REGION": "eu-west-3"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name", function_names())
def test_a_bundle_holds_its_function_and_no_other_and_is_light(name: str, bundles: Path) -> None:
    files = [path for path in (bundles / name).rglob("*") if path.is_file()]
    assert {path.name for path in (bundles / name / "functions").iterdir() if path.is_dir()} == {name}
    assert sum(path.stat().st_size for path in files) <= CODE_BYTES
    assert not [path for path in files if path.suffix == ".pyc"]


def test_a_function_that_may_read_templates_has_them_in_its_bundle_and_no_other_does() -> None:
    graph = grimp.build_graph("functions", "shared", exclude_type_checking_imports=True)
    readers = {
        ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for path in (ROOT / "shared").rglob("*.py")
        if '/ "templates"' in path.read_text(encoding="utf-8")
    }

    assert readers
    reading = {name for name in function_names() if readers & stands_on(graph, f"functions.{name}")}
    assert reading == WITH_TEMPLATES


def test_the_console_has_the_script_of_npm_as_a_file_of_its_own(bundles: Path) -> None:
    script = bundles / "serve_console" / "templates" / "console" / "htmx.min.js"
    assert not script.is_symlink()
    assert script.read_bytes() == (ROOT / "node_modules" / "htmx.org" / "dist" / "htmx.min.js").read_bytes()


def stands_on(graph: grimp.ImportGraph, package: str) -> set[str]:
    """Return every module that the package's own may import, at once or later."""
    return {found for module in graph.find_descendants(package) for found in graph.find_upstream_modules(module)}


def test_the_layer_knows_every_service_that_our_code_calls() -> None:
    code = [
        path.read_text(encoding="utf-8") for room in ("functions", "shared") for path in (ROOT / room).rglob("*.py")
    ]
    called = {service for text in code for service in re.findall(r'\bclient\("([a-z0-9-]+)"', text)}

    assert called
    assert called <= SERVICES


def test_the_layer_tells_dates_in_every_language_that_pages_speak_and_in_no_other(layer: Path) -> None:
    known = {path.stem for path in (layer / "python" / "babel" / "locale-data").glob("*.dat")}

    assert {"en", "fr"} <= languages()
    assert known == languages() | {"root"}


def test_the_layer_holds_no_tests_of_others(layer: Path) -> None:
    assert [path.relative_to(layer) for path in layer.rglob("tests") if path.is_dir()] == []


def test_each_machine_has_a_layer_of_its_own() -> None:
    assert layer_key(LayerTarget.HERE) != layer_key(LayerTarget.LAMBDA)


def test_a_layer_s_name_changes_with_the_locked_packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = layer_key(LayerTarget.LAMBDA)
    (tmp_path / "uv.lock").write_text("other packages")
    monkeypatch.setattr(bundling, "ROOT", tmp_path)

    assert layer_key(LayerTarget.LAMBDA) != before


def test_a_layer_is_made_of_locked_wheels_without_what_nothing_calls(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, ...]] = []

    def install(*arguments: str) -> None:
        asked.append(arguments)
        if arguments[0] == "export":
            Path(arguments[-1]).write_text("botocore==1\n")
            return
        for service in ("dynamodb", "zocalo"):
            (Path(arguments[arguments.index("--target") + 1]) / "botocore" / "data" / service).mkdir(parents=True)

    monkeypatch.setattr(bundling, "uv", install)
    monkeypatch.setattr(bundling, "BUILD", tmp_path)

    layer = make_layer(LayerTarget.LAMBDA)

    assert [path.name for path in (layer / "python" / "botocore" / "data").iterdir()] == ["dynamodb"]
    assert [path.name for path in layer.iterdir()] == ["python"]
    assert {"--frozen", "--no-dev"} <= set(asked[0])
    assert {"--python-version", "3.14", "--only-binary"} <= set(asked[1])


def test_on_this_machine_functions_find_code_and_packages_in_folders_and_unpack_none(
    layer: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bundling, "make_layer", lambda _target: layer)
    monkeypatch.setattr(bundling, "function_names", lambda: ["serve_console"])

    here = bundle(LayerTarget.HERE, code=tmp_path / "here")
    there = bundle(LayerTarget.LAMBDA, code=tmp_path / "there")

    assert way_to(*here.here) == {"PYTHONPATH": f"{make_code()}:{layer / 'python'}"}
    assert [path.name for path in here.layer.rglob("*") if path.is_file()] == ["README.txt"]
    assert [path.name for path in here.code_of("serve_console").iterdir()] == ["functions"]
    assert (way_to(*there.here), there.layer) == ({}, layer)
    assert {path.name for path in there.code_of("serve_console").iterdir()} == {"functions", "shared", "templates"}


def test_shared_code_on_this_machine_is_compiled() -> None:
    compiled = make_code() / "shared" / "kernel" / "__pycache__" / f"clock.{sys.implementation.cache_tag}.pyc"

    assert compiled.exists()


@pytest.mark.parametrize("name", ["keep_counters", "serve_console"], ids=["without templates", "with templates"])
def test_a_bundle_holds_what_the_function_finds_on_this_machine(name: str, bundles: Path, handlers: Path) -> None:
    here = sources(handlers / name) | sources(make_code())

    assert sources(bundles / name) == {
        path: text for path, text in here.items() if path.parts[0] != "templates" or name in WITH_TEMPLATES
    }


def sources(folder: Path) -> dict[Path, bytes]:
    """Return what files hold, by their path, but for what was compiled."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc")
    return {path.relative_to(folder): path.read_bytes() for path in files}


def test_shared_code_has_another_name_as_soon_as_a_file_differs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "shared").mkdir()
    (tmp_path / "templates").mkdir()
    monkeypatch.setattr(bundling, "ROOT", tmp_path)
    names = []
    for words in ("one", "another"):
        (tmp_path / "templates" / "page.html.j2").write_text(words)
        names.append(code_key())
    (tmp_path / "templates" / "page.html.j2").rename(tmp_path / "templates" / "letter.html.j2")
    names.append(code_key())
    (tmp_path / "shared" / "__pycache__").mkdir()
    (tmp_path / "shared" / "__pycache__" / "clock.pyc").write_bytes(b"compiled")

    assert len(set(names)) == len(names)
    assert code_key() == names[-1]


def test_a_layer_that_is_there_is_not_made_again(layer: Path) -> None:
    made = layer.stat().st_mtime_ns

    assert make_layer(LayerTarget.HERE) == layer
    assert layer.stat().st_mtime_ns == made


def test_of_two_processes_that_make_a_layer_the_second_takes_the_first_s(tmp_path: Path) -> None:
    mine, theirs = tmp_path / "mine" / "python", tmp_path / "theirs" / "python"
    for folder in (mine, theirs):
        folder.mkdir(parents=True)

    bundling.put(mine.parent, at=theirs.parent)

    assert theirs.exists()


def test_what_uv_says_last_is_passed_on() -> None:
    with pytest.raises(BundlingError, match=r"uv pip failed: .*nowhere\.txt"):
        uv("pip", "install", "-r", "nowhere.txt")


def test_without_uv_the_error_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda _name: None)
    monkeypatch.setattr(bundling, "find_spec", lambda _name: None)

    with pytest.raises(BundlingError, match="make setup"):
        uv_command()
