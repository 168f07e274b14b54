"""Every API that the sheet names, in code or in prose, is one of the installed torch."""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterable, Iterator
from functools import cache

import pytest
from blockrun.model.block import Block
from built_site import ROOT
from page_blocks import find_block_apis

torch = pytest.importorskip("torch")
pytestmark = pytest.mark.torch

OLDER = re.compile(r'older_than\("([\d.]+)"\)')
# How prose shortens names.
SHORT = {
    "nn": "torch.nn",
    "F": "torch.nn.functional",
    "optim": "torch.optim",
    "lr_scheduler": "torch.optim.lr_scheduler",
    "dist": "torch.distributed",
    "autograd": "torch.autograd",
    "init": "torch.nn.init",
}
EXTRAS = ("tensorboard", "torchcodec", "torchinfo", "tqdm", "pandas")
ROOTS = (
    "torch",
    "torchvision",
    "onnx",
    "onnxruntime",
    "onnxscript",
    "numpy",
    "safetensors",
    *EXTRAS,
    *SHORT,
)
# Names that torch's warnings use and torch does not have, and those that "Old to new" says are gone.
GONE = {
    "torch.jit.trace_method",
    "torch._export.capture_pre_autograd_graph",
    "torch._six",
    "torch._six.string_classes",
    "torch.ao.quantization.quantize_pt2e",
    "torch.distributed.pipeline.sync",
    "torch.export.export_for_training",
    "torch.onnx.dynamo_export",
    "torch.rfft",
    "torch.set_deterministic",
    "torch.utils.bottleneck",
}


@cache
def resolve(name: str) -> bool:
    """Whether a dotted name is a module, or an attribute of one, reached as Python does."""
    parts = name.split(".")
    parts[:1] = SHORT.get(parts[0], parts[0]).split(".")
    for end in range(len(parts), 0, -1):
        try:
            value = importlib.import_module(".".join(parts[:end]))
        except ImportError:
            continue
        for part in parts[end:]:
            if not hasattr(value, part):
                return False
            value = getattr(value, part)
        return True
    return False


def find_prose_names() -> Iterator[tuple[str, int, str]]:
    """Page, 1-based line and name of each literal in prose that starts with a root we know."""
    pattern = re.compile(rf"``((?:{'|'.join(ROOTS)})(?:\.\w+)+)(?:\(\))?``")
    for path in sorted((ROOT / "source").rglob("*.rst")):
        for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
            for match in pattern.finditer(line):
                yield str(path.relative_to(ROOT)), number, match[1]


def find_code_names(blocks: list[Block]) -> Iterator[tuple[str, int, str]]:
    """Path, 1-based line and full name of each API that code uses, of the packages that we know."""
    for block in blocks:
        for api in find_block_apis(block):
            if api.split(".")[0] in ROOTS:
                word = re.compile(rf"\b{re.escape(api.rpartition('.')[2])}\b")
                rows = enumerate(block.code.split("\n"), block.line)
                line = next((number for number, row in rows if word.search(row)), block.line)
                yield block.path, line, api


def is_newer(block: Block) -> bool:
    """Whether a block is for a torch that is newer than the installed one."""
    return any(torch.__version__ < version for version in OLDER.findall(block.requires))


def find_gone(names: Iterable[tuple[str, int, str]]) -> list[str]:
    """The names that nothing has, a line each."""
    gone = [(path, line, name) for path, line, name in names if name not in GONE and not resolve(name)]
    return [f"{path}:{line}: found {name}, which does not exist" for path, line, name in gone]


def test_names_in_code_resolve(blocks) -> None:
    known = [block for block in blocks["en"] if not is_newer(block)]
    names = [(path, line, trim(api)) for path, line, api in find_code_names(known)]
    assert len(names) > 1000
    assert not find_gone(names)


def trim(api: str) -> str:
    """An API without the attributes of what it makes: objects have some that classes lack."""
    parts = api.split(".")
    return ".".join(parts[: next((n for n, p in enumerate(parts) if p[0].isupper()), len(parts)) + 1])


def test_names_in_prose_resolve(blocks) -> None:
    """Those of a newer torch stand in code that is for it."""
    newer = [api for _, _, api in find_code_names(list(filter(is_newer, blocks["en"])))]
    names = [found for found in find_prose_names() if not any(api.startswith(found[2]) for api in newer)]
    assert len(names) > 100
    assert not find_gone(names)


def test_a_wrong_name_does_not_resolve() -> None:
    assert resolve("nn.Linear")
    assert resolve("torch.utils.data.DataLoader")
    assert not resolve("torch.utils.data.Dataloader")
    assert not resolve("nn.HardTanh")


def test_a_wrong_name_is_told_with_its_place() -> None:
    code = ">>> x = torch.ones(2)\n>>> nn.Identity()(\n...     torch.onez(2)\n... )"
    block = Block("a", "source/a.rst", 9, "doctest", code, "")
    found = find_gone([*find_code_names([block]), ("source/a.rst", 3, "nn.Liner")])
    assert found == [
        "source/a.rst:11: found torch.onez, which does not exist",
        "source/a.rst:3: found nn.Liner, which does not exist",
    ]


def test_every_topic_page_links_to_the_documentation() -> None:
    for path in sorted((ROOT / "source").rglob("*.rst")):
        if path.name not in ("index.rst", "what-has-been-run.rst", "translation-status.rst"):
            text = path.read_text(encoding="utf-8")
            assert re.search(r"<https://(docs\.pytorch\.org|pytorch\.org)/", text), path
            assert "http://" not in text.replace("http://localhost", ""), path
