"""Lambda code from this checkout, without Docker: a layer of locked wheels, and a folder for each function.

Layers and code lie under `build/`, each under a hash of what went into it, so that it is made once and never mistaken
for another's.
"""

from __future__ import annotations

import compileall
import hashlib
import os
import platform
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from importlib.util import find_spec
from pathlib import Path
from py_compile import PycInvalidationMode
from typing import TYPE_CHECKING

from infra.assets import RuntimeAssets
from infra.config import LayerTarget

if TYPE_CHECKING:
    from collections.abc import Iterable

ROOT = Path(__file__).resolve().parents[1]
BUILD = ROOT / "build"

LAMBDA_PYTHON = "3.14"
LAMBDA_PLATFORM = "aarch64-manylinux_2_28"
"""Lambda runs Python 3.14 on Amazon Linux 2023, whose glibc is 2.34."""

SERVICES = frozenset({"cognito-idp", "dynamodb", "s3", "secretsmanager", "sesv2", "sqs", "stepfunctions", "sts"})
"""AWS services that our functions call; botocore describes 430 others in two thirds of its bytes."""

UNUSED = (
    # What botocore does without, and what email-validator loads only to ask the domain name system.
    *("boto3", "s3transfer", "dns"),
    *(f"aws_lambda_powertools/utilities/{part}" for part in ("circuit_breaker", "data_masking", "feature_flags")),
    *(f"aws_lambda_powertools/utilities/{part}" for part in ("idempotency", "kafka", "parameters", "streaming")),
    # Numbers of three digits are nobody's identity.
    "phonenumbers/shortdata/region_*.py",
    *("icalendar/tests", "bin"),
    # Of pictures we read JPEG, PNG and WebP, and write no letters into them: two thirds of Pillow's bytes.
    *(f"PIL/_{part}.*.so" for part in ("avif", "imagingft", "imagingcms", "imagingtk")),
    *(f"pillow.libs/lib{part}-*" for part in ("avif", "freetype", "harfbuzz", "lcms2", "brotlicommon", "brotlidec")),
    "pillow.libs/libpng16-*",
)
"""Parts of the locked packages that nothing here imports: a quarter of the files unpacked at each cold start."""

ANY_LANGUAGE = "root"
"""What Babel knows of languages in general, and what each of them stands on."""

WITH_TEMPLATES = frozenset(
    {
        "answer_confirmation",
        "apply_retention",
        "find_nation",
        "keep_silence",
        "plan_rollout",
        "provision_nation",
        "publish_nation",
        "publish_network",
        "record_action",
        "send_confirmation",
        "send_letters",
        "serve_console",
        "serve_network_api",
        "take_action",
    }
)
"""Functions that read what lies beside the code: pages, mails, messages, wordings, calendars."""

SHARED = ("shared", "templates")
"""What functions stand on: all of them on the first, and those named above on the second."""

NEVER_SHIPPED = shutil.ignore_patterns("__pycache__", "*.pyc", "build.py")
"""What is no code, and the scripts that made the committed facts."""


class BundlingError(Exception):
    """Lambda code cannot be made on this machine; the message says what to do about it."""


def bundle(target: LayerTarget, *, code: Path) -> RuntimeAssets:
    """Make the layer, unless it is there, and every function's folder below `code`."""
    layer = make_layer(target)
    if target is LayerTarget.HERE:
        return RuntimeAssets(layer=make_note(), code=stage_handlers(code), here=(make_code(), layer / "python"))
    return RuntimeAssets(layer=layer, code=stage_functions(code))


def make_note() -> Path:
    """Return a layer that holds no packages, only where they are.

    The emulator unpacks code and layer for each worker that it starts, resolves the path of each of their three
    thousand files, and has our part of them compiled anew: seconds of its one interpreter, in which nobody else is
    answered.
    """
    note = BUILD / "layers" / "here"
    (note / "python").mkdir(parents=True, exist_ok=True)
    (note / "python" / "README.txt").write_text("The packages lie on this machine: PYTHONPATH leads there.\n")
    return note


def make_code() -> Path:
    """Return a compiled copy of what functions share, under a hash of it; a change of this checkout makes another."""
    code = BUILD / "code" / code_key()
    if not code.exists():
        code.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=code.parent) as half_done:
            copy(SHARED, into=Path(half_done) / "code")
            compile_for_good(Path(half_done))
            put(Path(half_done) / "code", at=code)
    return code


def code_key() -> str:
    """Return a name that changes with each file that functions share, and with the Python that compiles them."""
    told = hashlib.sha256(platform.python_version().encode())
    for path in sorted(path for folder in SHARED for path in (ROOT / folder).rglob("*") if path.is_file()):
        if not NEVER_SHIPPED(str(path.parent), [path.name]):
            told.update(str(path.relative_to(ROOT)).encode())
            told.update(hashlib.sha256(path.read_bytes()).digest())
    return told.hexdigest()[:16]


def function_names() -> list[str]:
    """Return the names of all functions: the folders that hold a handler."""
    return sorted(handler.parent.name for handler in (ROOT / "functions").glob("*/handler.py"))


def stage_functions(into: Path) -> Path:
    """Copy each function with the shared code it stands on into a folder of its own name, laid out as in this checkout.

    Shared code is copied once: all folders hold the same files, which nobody writes into.
    """
    into.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=into) as once:
        copy(SHARED, into=Path(once))
        for name in function_names():
            stage_handler(name, into / name)
            for folder in SHARED if name in WITH_TEMPLATES else SHARED[:1]:
                shutil.copytree(Path(once) / folder, into / name / folder, copy_function=os.link)
    return into


def stage_handlers(into: Path) -> Path:
    """Copy each function alone into a folder of its own name."""
    for name in function_names():
        stage_handler(name, into / name)
    return into


def stage_handler(name: str, into: Path) -> None:
    """Copy one function alone, laid out as in this checkout."""
    (into / "functions").mkdir(parents=True)
    shutil.copy(ROOT / "functions" / "__init__.py", into / "functions")
    copy((f"functions/{name}",), into=into)


def copy(folders: Iterable[str], *, into: Path) -> None:
    """Copy folders of this checkout, without what is never shipped."""
    for folder in folders:
        shutil.copytree(ROOT / folder, into / folder, ignore=NEVER_SHIPPED)


def make_layer(target: LayerTarget) -> Path:
    """Return the folder of the layer for the target, which is made if it is not there yet."""
    layer = BUILD / "layers" / layer_key(target)
    if not layer.exists():
        layer.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=layer.parent) as half_done:
            install(Path(half_done) / "layer" / "python", target=target)
            put(Path(half_done) / "layer", at=layer)
    return layer


def put(made: Path, *, at: Path) -> None:
    """Move what was made to its place, unless a twin of this process was faster: its layer is the same."""
    try:
        made.rename(at)
    except OSError:
        if not at.exists():
            raise


def layer_key(target: LayerTarget) -> str:
    """Return a name that changes with the locked packages and with the machine they are for."""
    lock = hashlib.sha256((ROOT / "uv.lock").read_bytes()).hexdigest()[:16]
    kept = hashlib.sha256(" ".join(sorted(SERVICES | languages() | {*UNUSED})).encode()).hexdigest()[:4]
    here = f"{sysconfig.get_platform()}-{platform.python_version()}"
    return f"{lock}-{kept}-{here if target is LayerTarget.HERE else f'{LAMBDA_PLATFORM}-{LAMBDA_PYTHON}'}"


def install(into: Path, *, target: LayerTarget) -> None:
    """Install the locked packages that functions run with; none is built, none is downloaded unlocked."""
    requirements = into.parent / "requirements.txt"
    requirements.parent.mkdir(parents=True)
    uv("export", "--frozen", "--no-dev", "--no-default-groups", "--no-emit-project", "--output-file", str(requirements))
    uv("pip", "install", *wheels_for(target), "--no-installer-metadata", "--target", str(into), "-r", str(requirements))
    requirements.unlink()
    drop_other_services(into / "botocore" / "data")
    drop_other_languages(into / "babel" / "locale-data")
    drop_unused(into)
    if target is LayerTarget.HERE:
        compile_for_good(into)


def drop_unused(into: Path) -> None:
    """Delete what nothing here imports."""
    for path in (path for part in UNUSED for path in into.glob(part)):
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()


def compile_for_good(folder: Path) -> None:
    """Compile modules beside their sources, which nobody changes: what they became is not compared with them again."""
    compileall.compile_dir(folder, quiet=2, invalidation_mode=PycInvalidationMode.UNCHECKED_HASH)


def drop_other_services(data: Path) -> None:
    """Delete what botocore knows of services that nothing here calls: half the layer, unpacked at each cold start."""
    for service in data.iterdir():
        if service.is_dir() and service.name not in SERVICES:
            shutil.rmtree(service)


def drop_other_languages(data: Path) -> None:
    """Delete what Babel knows of languages that no page speaks: 1,080 files, unpacked at each cold start."""
    for language in data.glob("*.dat"):
        if language.stem not in languages() | {ANY_LANGUAGE}:
            language.unlink()


def languages() -> frozenset[str]:
    """Return the languages that pages speak: those with a message catalogue."""
    catalogues = (ROOT / "templates" / "messages").glob("*.toml")
    return frozenset(path.stem for path in catalogues if "." not in path.stem)


def wheels_for(target: LayerTarget) -> list[str]:
    """Return uv's options for wheels that the target can run."""
    if target is LayerTarget.HERE:
        return ["--only-binary", ":all:", "--no-compile-bytecode", "--python", sys.executable]
    # `--python` would have uv look for an interpreter of that version, which no machine here has.
    version = ["--python-platform", LAMBDA_PLATFORM, "--python-version", LAMBDA_PYTHON]
    return ["--only-binary", ":all:", "--no-compile-bytecode", *version]


def uv(*arguments: str) -> None:
    """Run uv; raises BundlingError with its last words."""
    command = [*uv_command(), "--quiet", *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603 - no shell, our own arguments
    if done.returncode:
        raise BundlingError(f"uv {arguments[0]} failed: {done.stderr.strip()[-1000:]}")


def uv_command() -> list[str]:
    """Return how to run uv: from the PATH, or as a module of this interpreter."""
    if found := shutil.which("uv"):
        return [found]
    if find_spec("uv"):
        return [sys.executable, "-m", "uv"]
    raise BundlingError("uv is missing: `make setup` installs it")
