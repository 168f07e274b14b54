"""The lists of the sheet are those of the installed torch: what is missing or gone is named."""

from __future__ import annotations

import inspect
import re

import pytest
from built_site import ROOT
from page_blocks import find_block_apis
from pycode.names import find_apis

torch = pytest.importorskip("torch")
pytestmark = pytest.mark.torch


def find_classes(module, base, name: str) -> set[str]:
    """The public classes that a module defines itself, under the name by which readers know it."""
    found = vars(module).items()
    public = getattr(module, "__all__", [key for key, _ in found if not key.startswith("_")])
    return {
        f"{name}.{key}"
        for key, value in found
        if key in public and inspect.isclass(value) and issubclass(value, base) and value is not base
    }


def list_losses() -> set[str]:
    # LinearCrossEntropyOptions and bases are no losses: modules alone count.
    return find_classes(torch.nn.modules.loss, torch.nn.Module, "torch.nn")


def list_activations() -> set[str]:
    return find_classes(torch.nn.modules.activation, torch.nn.Module, "torch.nn")


def list_optimizers() -> set[str]:
    return find_classes(torch.optim, torch.optim.Optimizer, "torch.optim")


def list_schedulers() -> set[str]:
    schedulers = torch.optim.lr_scheduler
    names = find_classes(schedulers, schedulers.LRScheduler, "torch.optim.lr_scheduler")
    return {*names, "torch.optim.lr_scheduler.LRScheduler"}


def list_samplers() -> set[str]:
    data = torch.utils.data
    return {*find_classes(data, data.Sampler, "torch.utils.data"), "torch.utils.data.Sampler"}


def list_datasets() -> set[str]:
    data = torch.utils.data
    names = find_classes(data, data.Dataset, "torch.utils.data")
    return {name for name in {*names, "torch.utils.data.Dataset"} if "DataPipe" not in name}


def list_initializers() -> set[str]:
    """Those that end with "_": the names without it are deprecated aliases; and what gives gains."""
    names = {name for name in torch.nn.init.__all__ if name.endswith("_")}
    return {f"torch.nn.init.{name}" for name in {*names, "calculate_gain"}}


def list_dtypes() -> set[str]:
    """Every dtype under every name that torch gives it."""
    names = {f"torch.{name}" for name, value in vars(torch).items() if isinstance(value, torch.dtype)}
    # Old names of one pattern each, which the docs do not show: torch.bit is torch.bits1x8.
    return names - {"torch.bit"}


def list_collectives() -> set[str]:
    """What moves tensors or objects between ranks; coalesced ones are torch's own business."""
    moves = re.compile(
        r"(all_)?(reduce|gather|to_all|broadcast|scatter)|broadcast|scatter|gather|reduce|i?send|i?recv"
        r"|barrier|monitored_barrier|batch_isend_irecv"
    )
    c10d = torch.distributed.distributed_c10d
    names = [n for n in c10d.__all__ if moves.match(n) and n != "reduce_op"]  # an old enumeration
    return {f"torch.distributed.{name}" for name in names if "coalesced" not in name}


# A page, what torch has, and whether the page also has a table of all.
LISTS = [
    pytest.param("deep-learning/loss-functions", list_losses, True, id="losses"),
    pytest.param("deep-learning/activation-functions", list_activations, True, id="activations"),
    pytest.param("deep-learning/optimizers", list_optimizers, True, id="optimizers"),
    pytest.param("deep-learning/learning-rate-scheduling", list_schedulers, True, id="schedulers"),
    pytest.param("data-utilities/dataloaders-and-samplers", list_samplers, False, id="samplers"),
    pytest.param("data-utilities/datasets", list_datasets, False, id="datasets"),
    pytest.param("deep-learning/initialization", list_initializers, True, id="initializers"),
]


def report(page: str, torch_has: set[str], page_has: dict[str, int], where: str) -> str:
    """What to do, a line each; empty if the page has what torch has.

    `page_has` gives for a name its 1-based line; what is missing belongs below the last of them.
    """
    path, last = f"source/{page}.rst", max(page_has.values(), default=1)
    found = [f"{path}:{last}: torch has {name}, {where} does not" for name in torch_has - set(page_has)]
    gone = set(page_has) - torch_has
    found += [f"{path}:{page_has[name]}: {where} has {name}, torch does not" for name in gone]
    return "\n".join(sorted(found))


@pytest.mark.parametrize(("page", "names", "table"), LISTS)
def test_every_class_is_shown_in_code_that_runs(page, names, table, blocks) -> None:
    torch_has = names()
    assert len(torch_has) >= 7
    shown: dict[str, int] = {}
    for block in blocks["en"]:
        if block.page == page:
            used = {f"{api}." for api in find_block_apis(block)}
            shown |= {n: block.line for n in torch_has if any(api.startswith(f"{n}.") for api in used)}
    assert not report(page, torch_has, shown, "its code")


TABLES = [
    *(pytest.param(*case.values[:2], id=case.id) for case in LISTS if case.values[2]),
    pytest.param("tensors/dtypes", list_dtypes, id="dtypes"),
    pytest.param("distributed/collectives", list_collectives, id="collectives"),
]
SHORT = {"nn": "torch.nn", "optim": "torch.optim", "lr_scheduler": "torch.optim.lr_scheduler"}
SHORT |= {"dist": "torch.distributed", "torch": "torch"}


def read_table(page: str, root: str) -> dict[str, int]:
    """The lines of the full names in the first cells of a page's tables; bare ones belong to `root`."""
    found: dict[str, int] = {}
    lines = (ROOT / "source" / f"{page}.rst").read_text(encoding="utf-8").split("\n")
    for number, line in enumerate(lines, 1):
        cell = re.match(r"   (``.*?) \|.*\|", line)
        for name in re.findall(r"``([\w.]+)(?:\(.*?\))?``", cell[1]) if cell else []:
            found[find_apis(name, SHORT)[0] if "." in name else f"{root}.{name}"] = number
    return found


@pytest.mark.parametrize(("page", "names"), TABLES)
def test_the_table_has_every_one_and_no_other(page, names) -> None:
    torch_has = names()
    root = next(iter(torch_has)).rpartition(".")[0]
    extra = {"torch.optim.swa_utils.SWALR"}  # a scheduler that lives elsewhere
    known = read_table(page, root).items()
    known = {name: line for name, line in known if name.startswith(root) and name not in extra}
    assert not report(page, torch_has, known, "its table")


def test_a_missing_class_is_named() -> None:
    lines = report(
        "a/page", {"torch.nn.New", "torch.nn.Old"}, {"torch.nn.Old": 9, "torch.nn.Gone": 7}, "its code"
    )
    assert lines == (
        "source/a/page.rst:7: its code has torch.nn.Gone, torch does not\n"
        "source/a/page.rst:9: torch has torch.nn.New, its code does not"
    )
