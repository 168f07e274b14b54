"""What blocks do to real torch stays with them; what torch compiles for one is found by it alone."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest
from blockrun.execution.cache import WHOLE
from blockrun.model.record import FAILED, PASSED, read_records
from blockrun_samples import fill, run_command, sample

pytestmark = pytest.mark.torch

SETUP = (Path(__file__).parents[2] / "source" / "doctest_setup.py").read_text(encoding="utf-8")

# Every block sees torch as it is at first. Its seed is another one in each run, the same in all blocks.
FRESH = """
import os
import torch.distributed as dist
print(torch.get_default_dtype(), torch.get_default_device(), torch.is_grad_enabled())
print(torch.are_deterministic_algorithms_enabled(), torch.is_anomaly_enabled())
print(torch.is_inference_mode_enabled(), dist.is_initialized(), "MASTER_ADDR" in os.environ)
print(torch.get_num_threads() == int(os.environ["OMP_NUM_THREADS"]), os.listdir())
print(hasattr(torch.ops.left, "behind"), hasattr(torch.Tensor, "left_behind"))
print(torch.tensor([0.1]))
with open(os.environ["TORCH_SEEDS"], "a") as seeds: print(torch.initial_seed(), file=seeds)
"""
SAME = """\
torch.float32 cpu True
False False
False False False
True []
False False
tensor([0.1000])
"""

CHANGES = {
    "the default dtype": "torch.set_default_dtype(torch.float64)",
    "the default device": "torch.set_default_device('meta')",
    "the seed": "torch.manual_seed(0)\nx = torch.rand(3)",
    "gradients": "x = torch.set_grad_enabled(False)",
    "inference mode": "mode = torch.inference_mode()\nmode.__enter__()",
    "determinism": "torch.use_deterministic_algorithms(True)",
    "anomaly mode": "torch.autograd.set_detect_anomaly(True)",
    "the number of threads": "torch.set_num_threads(7)\nx = torch.rand(500, 500).mm(torch.eye(500))",
    "how tensors are printed": "torch.set_printoptions(precision=9, sci_mode=True)",
    "torch itself": "torch.Tensor.left_behind = torch.zeros = None",
    "an operator": "@torch.library.custom_op('left::behind', mutates_args=())\n"
    "def behind(x: Tensor) -> Tensor: return x.clone()",
    "a file": "torch.save(torch.zeros(1), 'zeros.pt')",
    "the compiler": "f = torch.compile(lambda x: x + 1, backend='eager')\nx = f(torch.ones(1))",
    "a group of processes": """
        import os
        import torch.distributed as dist
        os.environ |= {"MASTER_ADDR": "127.0.0.1", "MASTER_PORT": "0"}
        store = dist.HashStore()
        dist.init_process_group("gloo", store=store, rank=0, world_size=1)
        x = torch.ones(1)
        dist.all_reduce(x)
        assert x.item() == 1
    """,
    "workers of a loader": """
        data = torch.utils.data.TensorDataset(torch.arange(8))
        loader = iter(DataLoader(data, num_workers=2, persistent_workers=True))
        x = next(loader)
    """,
}


# What FRESH does not look at.
UNSEEN = {"the seed", "the compiler", "workers of a loader"}


@pytest.fixture(scope="module")
def ran(tmp_path_factory):
    """The records of each change, of a block after it, and of one block that is both; and all seeds."""
    folder = tmp_path_factory.mktemp("torch")
    blocks = []
    for name, code in CHANGES.items():
        both = dedent(code) + "\n" + FRESH.replace("open(os", "open('/dev/null' or os")
        blocks.append(sample(code, page=f"change/{name}"))
        blocks.append(sample(FRESH, SAME, page=f"after/{name}"))
        blocks.append(sample(both, SAME, page=f"both/{name}"))
    run_command(fill(folder, blocks, SETUP), "--jobs", "1", TORCH_SEEDS=str(folder / "seeds"))
    records = {record.page: record for record in read_records(folder / "records.jsonl")}
    return records, (folder / "seeds").read_text().split()


@pytest.mark.parametrize("name", CHANGES)
def test_change_stays_in_its_block(ran, name):
    records, _ = ran
    assert records[f"change/{name}"].status == PASSED, records[f"change/{name}"]
    assert records[f"after/{name}"].status == PASSED, records[f"after/{name}"]


@pytest.mark.parametrize("name", sorted(CHANGES.keys() - UNSEEN))
def test_change_would_be_noticed(ran, name):
    assert ran[0][f"both/{name}"].status == FAILED


def test_seed_is_that_of_the_run(ran):
    _, seeds = ran
    assert len(seeds) == len(CHANGES)
    assert set(seeds) != {"0"}
    assert len(set(seeds)) == 1


# Why a block is skipped on the torch that is here; no machine has as many GPUs, no torch that version.
CONDITIONS = {
    'older_than("2.11")': "",
    'older_than("2.9")': "",  # a number, not a text
    'older_than("99.0")': "needs torch 99.0",
    'missing("torch")': "",
    'missing("no_such_module")': "needs no_such_module",
    'missing("no_such_module") or older_than("99.0")': "needs no_such_module",
    "fewer_gpus_than(0)": "",
    "fewer_gpus_than(99)": "needs 99 GPUs",
}


def test_conditions(tmp_path):
    blocks = [sample("1 / 0", requires=text, page=text) for text in CONDITIONS]
    run_command(fill(tmp_path, blocks, SETUP))
    found = {r.page: r.reason for r in read_records(tmp_path / "records.jsonl")}
    ran = "found ZeroDivisionError: division by zero"
    assert found == {text: reason or ran for text, reason in CONDITIONS.items()}


EXTENSION = '''
>>> from torch.utils import cpp_extension
>>> source = """
... #include <torch/library.h>
... int64_t three() { return 3; }
... TORCH_LIBRARY(kept, m) { m.def("three", three); }
... """
>>> path = cpp_extension.load_inline(
...     "kept", source, is_python_module=False, no_implicit_headers=True, extra_cflags=["-O0"]
... )
>>> torch.ops.kept.three()
3
'''
COMPILED = """
>>> f = torch.compile(lambda x: x.sin() + 1)
>>> f(torch.zeros(3))
tensor([1., 1., 1.])
"""


@pytest.mark.slow
def test_what_torch_compiles_is_found_again(tmp_path):
    """In the block's own folder, wherever torch was imported; but not what a killed run left."""
    blocks = [
        sample(EXTENSION, requires="no_compiler", page="extension", timeout=300),
        sample(COMPILED, requires="no_compiler", page="compiled", timeout=300),
    ]
    folder = fill(tmp_path / "run", blocks, SETUP)
    (tmp_path / "tmp").mkdir()
    environment = {"TMPDIR": str(tmp_path / "tmp"), "HOME": str(tmp_path / "tmp")}
    assert run_command(folder, **environment)[::2] == (0, "")
    made = find_libraries(folder)
    assert {path.relative_to(folder / "cache").parts[2] for path in made} == {
        "torch_extensions_dir",
        "torchinductor_cache_dir",
    }
    assert list(folder.glob("cache/*/*/headers/*.gch"))
    assert list((tmp_path / "tmp").iterdir()) == []
    assert run_command(folder, **environment)[::2] == (0, "")
    assert find_libraries(folder) == made
    # As it is left when a block is killed while it compiles; before torch 2.14 the lock held for ever.
    (extension,) = folder.glob("cache/*/*/torch_extensions_dir/kept")
    (extension / "lock").touch()
    (extension.parents[1] / WHOLE).unlink()
    assert run_command(folder, "--pages", "extension", **environment)[::2] == (0, "")
    assert find_libraries(folder)[extension / "kept.so"] != made[extension / "kept.so"]


def find_libraries(folder: Path) -> dict[Path, int]:
    """The libraries that were compiled, and when."""
    return {path: path.stat().st_mtime_ns for path in folder.glob("cache/*/*/**/*.so")}
