"""What code of a page may see of the environment in which a command was started.

A block runs as whoever runs it: it can read their files. What it needs not be handed are the tokens and
secrets that a shell or a CI keeps in variables. So the process from which blocks are forked is started
anew with what is named here alone: then not even ``/proc/self/environ`` holds more.
"""

from __future__ import annotations

import importlib
import io
import locale
import os
import re
import secrets
import shutil
import site
import sys
import tempfile
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

# What a program needs to be found, and to find its libraries, a compiler and a place for a file.
NAMES = (
    *("PATH", "TMPDIR", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH"),
    *("CC", "CXX", "CONDA_PREFIX"),
)
# What torch and the libraries below it read: devices, threads, where they keep what they compile.
PREFIXES = (
    *("ATEN_", "PYTORCH_", "TORCH_", "TORCHDYNAMO_", "TORCHINDUCTOR_", "TRITON_"),
    *("CUBLAS_", "CUDA_", "CUDNN_", "GLOO_", "NCCL_", "NVIDIA_"),
    *("HIP_", "HSA_", "ROCM_", "ROCR_", "ONEAPI_", "SYCL_", "ZE_"),
    *("GOMP_", "KMP_", "MKL_", "OMP_", "OPENBLAS_"),
)
# No prefix lets these through; matches "NVIDIA_API_KEY" and "NVIDIA_PAT", not "CUDA_PATH".
SECRET = re.compile(r"AUTH|CRED|KEY|PASS|PWD|SECRET|TOKEN|PAT(?![A-Z])", re.IGNORECASE)
# An address that holds a name or a password; matches "redis://a:b@host/0", not "/a:/b" or "https://a/b@c".
LOGIN = re.compile(r"://[^/?#\s]*@")
# Letters as every page has them, and numbers and dates as everywhere; macOS has the second alone.
LOCALES = ("C.UTF-8", "en_US.UTF-8")


def clean_environment(environment: Mapping[str, str], home: str) -> dict[str, str]:
    """What is named of an environment, with a home and a locale that are not the caller's.

    None of Python's own variables is among it.
    """
    kept = {
        name: value for name, value in environment.items() if is_named(name) and not LOGIN.search(value)
    }
    return {**kept, "HOME": home, "LANG": find_locale(), "LC_ALL": find_locale()}


def is_named(name: str) -> bool:
    return name in NAMES or (name.startswith(PREFIXES) and not SECRET.search(name))


def find_locale() -> str:
    """The first of `LOCALES` that this system has, "C" if none."""
    before = locale.setlocale(locale.LC_CTYPE)
    try:
        for name in LOCALES:
            with suppress(locale.Error):
                locale.setlocale(locale.LC_CTYPE, name)
                return name
        return "C"
    finally:
        locale.setlocale(locale.LC_CTYPE, before)


def restart(module: str, arguments: Iterable[str], paths: Iterable[str]) -> NoReturn:
    """Go on as a new Python, in a clean environment, with the ``main`` of a module.

    `paths` are where it and what it imports are found, beside what this Python has installed.
    """
    # Made by who writes there, if any: a run that is killed leaves nothing.
    home = str(Path(tempfile.gettempdir(), f"home-{secrets.token_hex(8)}"))
    environment = clean_environment(os.environ, home)
    if site.ENABLE_USER_SITE:  # packages of the user's own are found below the home
        environment["PYTHONUSERBASE"] = site.getuserbase()
    code = (
        f"import sys; sys.path[:0] = {list(paths)!r}; "
        f"from blockrun.environment import call_main; "
        f"sys.exit(call_main({module!r}, {home!r}, {sys.stdout.encoding!r}))"
    )
    sys.stdout.flush()
    os.execve(sys.executable, [sys.executable, "-c", code, *arguments], environment)


def call_main(module: str, home: str, encoding: str) -> int:
    """Call the ``main`` of a module with the arguments; remove the home after it.

    `encoding` is what the caller's terminal shows, whatever the locale is now.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=encoding)
    try:
        return int(importlib.import_module(module).main(sys.argv[1:]))
    finally:
        shutil.rmtree(home, ignore_errors=True)
