"""Which earlier statements a statement needs: by names, by changes in place, by what stands behind."""

from __future__ import annotations

import pytest
from pycode.dataflow import Flow, Step, find_names

# Statements, of which the last is wanted, and the numbers of those that it needs, itself included. One
# that begins with ">" shows its value, as at a prompt.
CASES = [
    pytest.param(["a = 1", "b = 2", "c = 3", ">a + c"], [0, 2, 3], id="names"),
    pytest.param(["a = 1", "a = 2", ">a"], [1, 2], id="the-last-binding"),
    pytest.param(["a = [1]", "a.append(2)", ">a.index(1)", ">a"], [0, 1, 3], id="changed-in-place"),
    pytest.param(["a = [1]", "b = a", "b.append(2)", ">a"], [0, 1, 2, 3], id="through-an-alias"),
    pytest.param(["a = [1]", "b = len(a)", "b += 1", ">a"], [0, 3], id="a-number-shares-nothing"),
    pytest.param(["x = torch.ones(2)", ">x.sum()", ">x.mean()"], [0, 2], id="shown"),
    pytest.param(["x = torch.ones(2)", ">x.add_(1)", ">x"], [0, 1, 2], id="underscore"),
    pytest.param(["x = torch.ones(2)", "nn.init.zeros_(x)", ">x"], [0, 1, 2], id="argument-in-place"),
    pytest.param(
        ["net = nn.Linear(2, 1)", "loss = net(x).sum()", "loss.backward()", ">net.weight.grad"],
        [0, 1, 2, 3],
        id="behind-a-loss",
    ),
    pytest.param(
        ["net = nn.Linear(2, 1)", "opt = SGD(net.parameters())", "opt.step()", ">net.weight"],
        [0, 1, 2, 3],
        id="behind-an-optimizer",
    ),
    pytest.param(
        ["w = torch.ones(1)", "(w * 10).sum().backward()", ">w.grad"], [0, 1, 2], id="without-a-name"
    ),
    pytest.param(["x = torch.ones(1)", ">nn.ReLU(inplace=True)(x)", ">x"], [0, 1, 2], id="inplace"),
    pytest.param(
        ["bn = nn.BatchNorm1d(1)", "y = bn(x)", ">bn.running_mean"], [0, 1, 2], id="keeps-count"
    ),
    pytest.param(["net = nn.Linear(2, 1)", ">net.to(torch.half)", ">net"], [0, 1, 2], id="layer-moved"),
    pytest.param(["x = torch.ones(1)", ">x.to(torch.half)", ">x"], [0, 2], id="tensor-copied"),
    pytest.param(["torch.set_default_dtype(half)", "x = 1", ">x"], [0, 1, 2], id="the-world"),
    pytest.param(["torch.backends.a = True", ">torch.ones(1)"], [0, 1], id="a-setting"),
    pytest.param(
        ["torch.manual_seed(0)", "a = torch.rand(1)", "b = torch.rand(1)", ">b"],
        [0, 1, 2, 3],
        id="random",
    ),
    pytest.param(["a = torch.rand(1)", "b = torch.rand(1)", ">b.shape"], [1, 2], id="not-seeded"),
    pytest.param(["def f():\n    return a", "a = 1", ">f()"], [0, 1, 2], id="looked-up-late"),
    pytest.param(["a = 1", "if a:\n    b = 2", ">b"], [0, 1, 2], id="perhaps-bound"),
    pytest.param(['size = save(a, "f.pt")', '>load("f.pt")'], [0, 1], id="a-file"),
    pytest.param(["a = iter(b)", ">list(a)", ">list(a)"], [0, 1, 2], id="used-up"),
    pytest.param(["c = Counter()", "f = compile(c)", ">f(1)", ">c.n"], [0, 1, 2, 3], id="counts-calls"),
    pytest.param(["c = Counter()", "with c:\n    f(1)", ">c.n"], [0, 1, 2], id="entered"),
    pytest.param(["s = GradScaler()", "b = s.scale(a)", ">s.step()"], [0, 1, 2], id="keeps-a-state"),
    pytest.param(
        ["f = make()", "@f.register_fake\ndef g(x): pass", ">f(1)"], [0, 1, 2], id="registered-with-it"
    ),
    pytest.param(["@lib.custom_op('a')\ndef g(x): pass", ">h.a"], [0, 1], id="registered-with-all"),
    pytest.param(["p = load_inline(s)", "a = 1", ">h.a"], [0, 2], id="compiled-for-all"),
    pytest.param(
        ["log = logging.getLogger('a')", "log.info('b')", ">read()"], [0, 1, 2], id="a-library's-own"
    ),
    pytest.param(["p = Path('a')", "p.mkdir()", ">load('a')"], [0, 1, 2], id="a-folder"),
    pytest.param(["w = SummaryWriter('a/b')", "w.add(1)", ">load('a/b')"], [0, 1, 2], id="what-writes"),
    pytest.param(["a = 1", "b = 2", ">torch._dynamo.times()"], [0, 1, 2], id="counted-somewhere"),
    pytest.param(["a = 1", "exec('b = a')", ">b"], [0, 1, 2], id="cannot-be-followed"),
    pytest.param(["a = 1", "from os import *", ">sep"], [0, 1, 2], id="everything-imported"),
]


@pytest.mark.parametrize(("codes", "needed"), CASES)
def test_needed(codes: list[str], needed: list[int]) -> None:
    steps = [Step(code.removeprefix(">"), code.startswith(">")) for code in codes]
    assert Flow(steps).find_needed([len(steps) - 1]) == needed


@pytest.mark.parametrize(
    ("code", "reads", "late", "binds"),
    [
        ("[n for n in net]", {"net"}, set(), set()),
        ("x = {n: len(v) for n, v in net.items() if n}", {"net"}, {"len"}, {"x"}),
        ("{f(n) for n in a for m in n}", {"a"}, {"f"}, set()),
        ("class A:\n    b = [c for c in d]", set(), {"d"}, {"A"}),
        ("def f():\n    return [g for g in h]", set(), {"h"}, {"f"}),
        ("[(y := n) for n in net]", {"net"}, {"y"}, {"y"}),
    ],
)
def test_a_comprehension_keeps_its_names(code: str, reads: set, late: set, binds: set) -> None:
    """Whatever Python builds the site: from 3.12 on its compiler gives them to what is around."""
    assert find_names(code) == (reads, late, binds)
