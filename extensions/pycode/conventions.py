"""Names by whose convention code changes something, as far as practitioners' libraries keep to it."""

from __future__ import annotations

import re

# Methods that change what they are called on, and nothing else.
OWN = frozenset(
    """
    add append appendleft clear discard extend insert pop popitem remove reverse setdefault sort
    """.split()  # noqa: SIM905
)
# Methods that change what their object was made of too: the parameters behind a loss or an optimizer.
FAR = frozenset(
    """
    apply backward compile convert eval fit half load_state_dict prepare register_buffer step train
    update update_parameters zero_grad
    """.split()  # noqa: SIM905
)
# What draws from the generator of random numbers. Matches "torch.randn", "nn.init.xavier_normal_".
RANDOM = ("rand", "normal", "uniform", "bernoulli", "multinomial", "dropout", "shuffle", "sample")
SEEDS = frozenset({"manual_seed", "seed", "set_rng_state", "seed_everything"})
# Calls whose value shares nothing with their arguments.
FRESH = frozenset(
    """
    abs bool clone copy deepcopy dict dim float int isinstance item len list max mean min numel repr
    round size sorted str sum tolist type
    """.split()  # noqa: SIM905
)
# Methods that change a layer in place, and of a tensor make a new one.
OF_LAYERS = frozenset({"bfloat16", "cpu", "cuda", "double", "float", "half", "to", "type"})
# What keeps count of what it was called with. Matches "nn.BatchNorm1d", "AveragedModel".
COUNTING = ("BatchNorm", "InstanceNorm", "Averaged", "Observer", "Quant", "Counter", "Scaler")
# What uses up an iterator that it is given.
ITERATING = frozenset({"iter", "list", "next", "tuple"})
# Functions and decorators that leave something in a library. Matches "custom_op", "register_fake".
REGISTERING = ("register", "custom_op", "triton_op", "load_inline", "load_library")
# Functions that write files: what their arguments name is changed.
WRITING = (
    "save",
    "write",
    "export",
    "dump",
    "mkdir",
    "open",
    "copy",
    "rename",
    "to_csv",
    "_to_",
    "image_folder",
)
# Classes whose objects stand for a file or a folder, and what looks like one: "runs/first", "a.pt".
HOLDING = ("Path", "Writer", "Logger", "Handler")
FILE = re.compile(r"/|\.\w+'$")
QUIET = frozenset({"print", "display"})
OPAQUE = frozenset({"exec", "eval", "globals", "locals", "vars", "__import__"})
# What a library counts and keeps of all that was compiled.
HIDDEN = frozenset({"_dynamo", "_inductor", "save_cache_artifacts"})
