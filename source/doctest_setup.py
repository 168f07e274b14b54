"""What every block may take for granted, and the names that `:skipif:` may use.

The imports are those that the Imports page shows. Each other name is a condition: why a block can
not run here, or "" where it can. Runs where the blocks run: needs torch and the standard library.
"""

import doctest as _doctest
import importlib.util as _importlib
import os as _os
import shutil as _shutil
import sys as _sys

# What stands for anything in an output with +ELLIPSIS: at the start of a line doctest takes three dots for
# code, and torch itself writes them for the middle of a large tensor. Outputs are compared in ASCII.
_doctest.ELLIPSIS_MARKER = ascii("…").strip("'")

# C++ extensions look for the program `ninja`, which its package puts beside this Python.
_os.environ["PATH"] = _os.pathsep.join([_os.path.dirname(_sys.executable), _os.environ.get("PATH", "")])

# Ask for a GPU without starting CUDA: a process that has started it can't be forked (torch 2.11+).
_os.environ.setdefault("PYTORCH_NVML_BASED_CUDA_CHECK", "1")

import torch
import torch.autograd as autograd
import torch.nn as nn
import torch.nn.functional as F
import torch.optim as optim
from torch import Tensor
from torch.utils.data import DataLoader, Dataset

# In a block as in an interpreter; sphinx.ext.doctest runs blocks without it.
__name__ = "__main__"

no_cuda = "" if torch.cuda.is_available() else "needs CUDA"
no_mps = "" if torch.backends.mps.is_available() else "needs MPS"
no_xpu = "" if torch.xpu.is_available() else "needs XPU"
no_accelerator = no_cuda and no_mps and no_xpu and "needs an accelerator"
no_compiler = "" if _shutil.which("g++") else "needs a C++ compiler"


def fewer_gpus_than(count):
    return "" if torch.cuda.device_count() >= count else f"needs {count} GPUs"


def missing(module):
    return "" if _importlib.find_spec(module) else f"needs {module}"


def older_than(version):
    return "" if _release(torch.__version__) >= _release(version) else f"needs torch {version}"


def newer_than(version):
    return "" if _release(torch.__version__) <= _release(version) else f"needs torch {version} or older"


# What torch imports when it is first used: by a word in a block's code, the modules. That is a guess for
# a first run: it learns which blocks import these, and others that no word tells.
_dynamo = ["torch._dynamo"]
_preload = {
    "aoti_": ["torch._dynamo", "torch._inductor.compile_fx", "torch.export._trace"],
    "broadcast_shapes": ["torch.fx.experimental.symbolic_shapes"],
    "checkpoint": _dynamo,
    "custom_op": _dynamo,
    "deterministic": _dynamo,
    "device_mesh": _dynamo,
    "nested": _dynamo,
    "optim": _dynamo,
    "profile": _dynamo,
    "torch._dynamo": _dynamo,
    "torch._inductor": ["torch._inductor"],
    "torch.compile": ["torch._dynamo", "torch._functorch.aot_autograd", "torch._inductor.compile_fx"],
    "torch.export": ["torch._dynamo", "torch.export._trace", "torch._export.verifier"],
    "torch.func": ["torch._dynamo", "torch._functorch.eager_transforms"],
    "torch.onnx": [
        "torch._dynamo",
        "onnxscript",
        "onnxscript.function_libs.torch_lib.ops",
        "torch.onnx._internal.exporter._core",
    ],
}


def _keep_compiled(folder):
    """Let torch put into a folder what it compiles: a block finds it there when it is run again."""
    for name in ("TORCHINDUCTOR_CACHE_DIR", "TORCH_EXTENSIONS_DIR", "TRITON_CACHE_DIR"):
        _os.environ[name] = _os.path.join(folder, name.lower())
    # No variable tells where precompiled headers go: torch finds a place below TMPDIR when it is imported,
    # which here may have been in another process, for several blocks.
    codecache = _sys.modules.get("torch._inductor.codecache")
    if hasattr(codecache, "_HEADER_DIR"):
        codecache._HEADER_DIR = _os.path.join(folder, "headers")
        codecache._HEADER_LOCK_DIR = _os.path.join(folder, "headers", "locks")


def _look():
    """What a module must not change when it is imported, or it is not imported for other blocks."""
    defaults = torch.get_default_dtype(), torch.get_default_device(), torch.get_num_threads()
    return defaults, torch.is_grad_enabled(), torch.get_rng_state().tolist()


def _release(version):
    """("2.14.1+cu130") gives (2, 14); parts after the second don't change what a page may show."""
    return tuple(int(part) for part in version.split("+")[0].split(".")[:2])


def _describe_environment():
    """torch's version without its build, and the device that blocks find."""
    gpu = torch.cuda.get_device_name(0) if torch.cuda.is_available() else ""
    return {"torch": torch.__version__.split("+")[0], "device": gpu or "CPU"}
