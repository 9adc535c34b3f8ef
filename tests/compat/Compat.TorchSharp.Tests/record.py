#!/usr/bin/python3
"""Records what PyTorch computes, for the tests of the tensor layer.

usage: record.py [--out FILE] [--seed N]     FILE: recorded.json beside this script; N: of the cases' inputs, 1

Run with a python that has torch (Debian: apt-get install python3-torch; /usr/bin/python3 record.py). The tests run it themselves with another seed
each time where they can, and read recorded.json elsewhere.
Each case, in float32 and in float64: a name, its inputs and its outputs as (shape, values); gradients are those of the sum of
(output · weights), with weights that count up from 0.1 in steps of 0.1 modulo 1.7.
"""
import argparse
import json
import math
import os

import torch
import torch.nn as nn
import torch.nn.functional as F

options = argparse.ArgumentParser()
options.add_argument("--out", default=os.path.join(os.path.dirname(os.path.abspath(__file__)), "recorded.json"))
options.add_argument("--seed", type=int, default=1)
options = options.parse_args()

torch.set_num_threads(1)
cases, double_cases = {}, {}


def pack(t):
    t = t.detach().contiguous()
    kind = "f" if t.dtype == torch.float32 else "d" if t.dtype == torch.float64 else "b" if t.dtype == torch.bool else "i"
    values = t.flatten().tolist()
    if kind in "fd":
        values = [(float("%.9g" % v) if kind == "f" else v) if math.isfinite(v) else str(v) for v in values]
    return {"s": list(t.shape), "t": kind, "v": values}


def weights_for(t):
    return ((torch.arange(t.numel(), dtype=t.dtype) % 17) * 0.1 + 0.1).reshape(t.shape)


def case(name, function, *inputs, grad=True):
    """Records function(*inputs) and the gradients of the real-valued inputs, in both precisions."""
    cases[name] = outcome(function, inputs, grad)
    if any(x.dtype == torch.float32 for x in inputs):
        torch.set_default_dtype(torch.float64)
        double_cases[name] = outcome(function, [x.double() if x.dtype == torch.float32 else x for x in inputs], grad)
        torch.set_default_dtype(torch.float32)


def outcome(function, inputs, grad):
    leaves = [x.clone().requires_grad_(grad and x.dtype.is_floating_point) for x in inputs]
    out = function(*leaves)
    outs = list(out) if isinstance(out, tuple) else [out]
    record = {"in": [pack(x) for x in inputs], "out": [pack(x) for x in outs]}
    if grad and outs[0].requires_grad:
        (outs[0] * weights_for(outs[0])).sum().backward()
        record["grad"] = [pack(x.grad) if x.grad is not None else None for x in leaves]
    return record


torch.manual_seed(options.seed)
a, b = torch.randn(3, 4), torch.randn(3, 4)
row, square, positive = torch.randn(4), torch.randn(4, 4), torch.rand(3, 4) + 0.5
cube = torch.randn(2, 3, 4)
image = torch.randn(2, 4, 6, 6)
integers = torch.tensor([[3, 1, 2, 0], [0, 2, 1, 3], [1, 1, 0, 2]])

for op in ["add", "sub", "mul", "div", "maximum", "minimum", "atan2", "hypot", "logaddexp"]:
    case("binary." + op, getattr(torch, op), a, b)
    if op in ("add", "sub", "mul", "div"):
        case("broadcast." + op, getattr(torch, op), a, row)
for op in ["eq", "ne", "lt", "le", "gt", "ge"]:
    case("binary." + op, getattr(torch, op), a.round(), b.round(), grad=False)
case("binary.remainder", torch.remainder, a, positive)
case("binary.fmod", torch.fmod, a, positive)
case("binary.floor_divide", torch.floor_divide, a, positive, grad=False)
case("binary.pow", torch.pow, positive, b)
case("binary.matmul", torch.matmul, a, square)
case("binary.mm", torch.mm, a, square)
case("binary.bmm", torch.bmm, cube, torch.randn(2, 4, 5))
case("binary.mv", torch.mv, square, row)
case("binary.dot", torch.dot, row, torch.randn(4))
case("binary.outer", torch.outer, row, torch.randn(3))
case("scalar.add", lambda x: x + 1.5, a)
case("scalar.sub", lambda x: x - 1.5, a)
case("scalar.rsub", lambda x: 1.5 - x, a)
case("scalar.mul", lambda x: x * 3, a)
case("scalar.div", lambda x: x / 3, a)
case("scalar.rdiv", lambda x: 2 / x, positive)
case("scalar.pow", lambda x: x.pow(3), a)
case("scalar.remainder", lambda x: x % 2, a)
case("scalar.gt", lambda x: x > 0.1, a, grad=False)
case("scalar.rlt", lambda x: 0.1 < x, a, grad=False)
for op in ["abs", "neg", "exp", "square", "sigmoid", "tanh", "relu", "sin", "cos", "tan", "atan", "sinh", "cosh", "floor", "ceil",
           "trunc", "round", "frac", "sign", "erf", "erfc", "exp2", "expm1"]:
    case("unary." + op, getattr(torch, op), a)
for op in ["log", "log2", "log10", "log1p", "sqrt", "rsqrt", "reciprocal", "lgamma"]:
    case("unary." + op, getattr(torch, op), positive)
for op in ["asin", "acos"]:
    case("unary." + op, getattr(torch, op), a.clamp(-0.9, 0.9))
wide = a * 4
for op, f in [("relu6", F.relu6), ("hardswish", F.hardswish), ("hardsigmoid", F.hardsigmoid), ("silu", F.silu), ("gelu", F.gelu),
              ("log_sigmoid", F.logsigmoid), ("softplus", F.softplus), ("selu", F.selu)]:
    case("unary." + op, f, wide)
case("unary.isnan", torch.isnan, torch.tensor([1.0, float("nan")]), grad=False)
case("unary.isinf", torch.isinf, torch.tensor([1.0, float("inf")]), grad=False)
case("unary.isfinite", torch.isfinite, torch.tensor([1.0, float("inf"), float("nan")]), grad=False)
case("unary.logical_not", torch.logical_not, a.round(), grad=False)
case("clamp", lambda x: x.clamp(-0.5, 0.7), a)
case("clamp_min", lambda x: x.clamp_min(0.2), a)
case("clamp_max", lambda x: x.clamp_max(0.2), a)
case("hardtanh", lambda x: F.hardtanh(x, -0.5, 0.5), a)
case("leaky_relu", lambda x: F.leaky_relu(x, 0.1), a)
case("elu", F.elu, a)
case("lerp", lambda x, y, w: torch.lerp(x, y, w), a, b, positive)
case("addcmul", lambda x, y, z: torch.addcmul(x, y, z, value=0.5), a, b, positive)
case("addcdiv", lambda x, y, z: torch.addcdiv(x, y, z, value=0.5), a, b, positive)
case("addmm", lambda x, y, z: torch.addmm(x, y, z, beta=0.5, alpha=2), torch.randn(3, 4), torch.randn(3, 4), square)
case("where", lambda x, y: torch.where(x > 0, x, y), a, b)
case("softmax", lambda x: x.softmax(1), a)
case("log_softmax", lambda x: x.log_softmax(1), a)
case("cumsum", lambda x: x.cumsum(1), a)
case("cumprod", lambda x: x.cumprod(1), positive)
case("tril", lambda x: x.tril(), square)
case("triu", lambda x: x.triu(1), square)
case("diag", lambda x: x.diag(), square)
case("nan_to_num", lambda x: x.nan_to_num(7.0), torch.tensor([1.0, float("nan")]), grad=False)

for op in ["sum", "mean", "prod", "max", "min"]:
    case("reduce." + op, lambda x, op=op: getattr(x, op)(), a)
case("reduce.sum.dim", lambda x: x.sum(1), cube)
case("reduce.sum.dims", lambda x: x.sum((0, 2), keepdim=True), cube)
case("reduce.mean.dims", lambda x: x.mean((1, 2)), cube)
case("reduce.prod.dim", lambda x: x.prod(1), cube)
case("reduce.amax", lambda x: x.amax((1, 2)), cube)
case("reduce.amin", lambda x: x.amin((1, 2)), cube)
case("reduce.logsumexp", lambda x: x.logsumexp(1), cube)
case("reduce.var", lambda x: x.var(), cube)
case("reduce.var.dim", lambda x: x.var(1, unbiased=False, keepdim=True), cube)
case("reduce.std", lambda x: x.std(), cube)
case("reduce.std.dims", lambda x: x.std((0, 2)), cube)
case("reduce.norm", lambda x: x.norm(), cube)
case("reduce.norm.dim", lambda x: x.norm(dim=1, keepdim=True), cube)
case("reduce.argmax", lambda x: x.argmax(), a, grad=False)
case("reduce.argmax.dim", lambda x: x.argmax(1), a, grad=False)
case("reduce.argmin.dim", lambda x: x.argmin(1, keepdim=True), a, grad=False)
case("reduce.all", lambda x: (x > -9).all(), a, grad=False)
case("reduce.any.dim", lambda x: (x > 1).any(1), a, grad=False)
case("reduce.median", lambda x: x.median(), a)
case("max.dim", lambda x: tuple(x.max(1)), a)
case("min.dim", lambda x: tuple(x.min(0, keepdim=True)), a)
case("topk", lambda x: tuple(x.topk(2, 1)), a)
case("sort", lambda x: tuple(x.sort(1, descending=True)), a)
case("argsort", lambda x: x.argsort(1), a, grad=False)
case("bincount", lambda x: x.flatten().bincount(), integers, grad=False)

case("view", lambda x: x.view(4, 3), a)
case("reshape", lambda x: x.transpose(0, 1).reshape(-1), a)
case("flatten", lambda x: x.flatten(1), cube)
case("permute", lambda x: x.permute(2, 0, 1), cube)
case("transpose", lambda x: x.transpose(1, 2), cube)
case("t", lambda x: x.t(), a)
case("unsqueeze", lambda x: x.unsqueeze(1), a)
case("squeeze", lambda x: x.unsqueeze(0).squeeze(), a)
case("expand", lambda x: x.expand(2, 4), row)
case("repeat", lambda x: x.repeat(2, 2), a)
case("repeat_interleave", lambda x: x.repeat_interleave(2, 1), a)
case("flip", lambda x: x.flip(1), a)
case("roll", lambda x: x.roll(1, 1), a)
case("narrow", lambda x: x.narrow(1, 1, 2), a)
case("select", lambda x: x.select(1, 2), a)
case("slice", lambda x: x[:, 0:4:2], a)
case("as_strided", lambda x: x.as_strided((2, 2), (1, 4), 1), a)
case("unfold", lambda x: x.unfold(1, 2, 1), a)
case("movedim", lambda x: x.movedim((0, 1), (2, 0)), cube)
case("split", lambda x: tuple(x.split(3, 1)), a)
case("chunk", lambda x: tuple(x.chunk(2, 1)), a)
case("unbind", lambda x: tuple(x.unbind(0)), a)
case("cat", lambda x, y: torch.cat((x, y), 1), a, b)
case("stack", lambda x, y: torch.stack((x, y), 1), a, b)
case("index.ellipsis", lambda x: x[..., 1], cube)
case("index.negative", lambda x: x[-1, :, 1:3], cube)
case("index.tensor", lambda x, i: x[i], a, torch.tensor([2, 0]))
case("index.mask", lambda x: x[x > 0], a)
case("index.newaxis", lambda x: x[:, None, 1], a)
case("index_select", lambda x, i: x.index_select(1, i), a, torch.tensor([3, 0]))
case("gather", lambda x, i: x.gather(1, i), a, integers)
case("take", lambda x, i: x.take(i), a, torch.tensor([1, 5, 11]))
case("scatter", lambda x, i, y: x.scatter(1, i, y), a, torch.tensor([[3, 1, 2, 0], [0, 2, 1, 3], [1, 3, 0, 2]]), b)
case("scatter_add", lambda x, i, y: x.scatter_add(1, i, y), a, integers, b)
case("masked_fill", lambda x: x.masked_fill(x > 0, 2.0), a)
case("one_hot", lambda i: F.one_hot(i, 4), integers, grad=False)

weight, bias = torch.randn(6, 4, 3, 3) * 0.3, torch.randn(6)
case("linear", F.linear, a, torch.randn(5, 4), torch.randn(5))
case("conv2d", lambda x, w, c: F.conv2d(x, w, c, 1, 1), image, weight, bias)
case("conv2d.stride", lambda x, w: F.conv2d(x, w, None, 2, 1), image, weight)
case("conv2d.dilation", lambda x, w, c: F.conv2d(x, w, c, 1, 2, 2), image, weight, bias)
case("conv2d.groups", lambda x, w, c: F.conv2d(x, w, c, 1, 0, 1, 2), image, torch.randn(6, 2, 3, 3), bias)
case("conv2d.same", lambda x, w, c: F.conv2d(x, w, c, 1, "same"), image, weight, bias)
for k in (3, 5, 7):
    for s in (1, 2):
        case("conv2d.depthwise.%d.%d" % (k, s), lambda x, w, k=k, s=s: F.conv2d(x, w, None, s, k // 2, 1, 4), image, torch.randn(4, 1, k, k) * 0.2)
case("batch_norm.train", lambda x, w, c: F.batch_norm(x, torch.zeros(4), torch.ones(4), w, c, True, 0.1, 1e-5), image, torch.rand(4) + 0.5, torch.randn(4))
case("batch_norm.eval", lambda x, w, c: F.batch_norm(x, torch.full((4,), 0.2), torch.full((4,), 1.3), w, c, False, 0.1, 1e-5), image, torch.rand(4) + 0.5, torch.randn(4))
case("layer_norm", lambda x, w, c: F.layer_norm(x, (4,), w, c), cube, torch.rand(4) + 0.5, torch.randn(4))
case("adaptive_avg_pool2d", lambda x: F.adaptive_avg_pool2d(x, 2), image)
case("avg_pool2d", lambda x: F.avg_pool2d(x, 3, 2, 1), image)
case("max_pool2d", lambda x: F.max_pool2d(x, 3, 2, 1), image)
case("max_pool2d.indices", lambda x: F.max_pool2d(x, 2, return_indices=True), image)
case("pad.constant", lambda x: F.pad(x, (1, 2, 0, 1), value=0.5), image)
case("pad.reflect", lambda x: F.pad(x, (1, 1, 2, 2), mode="reflect"), image)
case("pad.replicate", lambda x: F.pad(x, (1, 1, 2, 2), mode="replicate"), image)
case("normalize", lambda x: F.normalize(x), a)
case("embedding", lambda w, i: F.embedding(i, w), torch.randn(4, 3), integers)

labels, other = torch.tensor([1, 3, 0]), torch.randn(3, 4)
case("cross_entropy", lambda x, t: F.cross_entropy(x, t), a, labels)
case("cross_entropy.smooth", lambda x, t: F.cross_entropy(x, t, label_smoothing=0.1), a, labels)
case("cross_entropy.weight", lambda x, t, w: F.cross_entropy(x, t, w.detach()), a, labels, torch.rand(4) + 0.5)
case("cross_entropy.sum", lambda x, t: F.cross_entropy(x, t, reduction="sum"), a, labels)
case("cross_entropy.probabilities", lambda x, t: F.cross_entropy(x, t.detach()), a, other.softmax(1))
case("nll_loss", lambda x, t: F.nll_loss(x, t), a.log_softmax(1), labels)
case("mse_loss", F.mse_loss, a, b)
case("l1_loss", F.l1_loss, a, b)
case("huber_loss", lambda x, t: F.huber_loss(x, t, delta=0.7), a, b)
case("smooth_l1_loss", lambda x, t: F.smooth_l1_loss(x, t, beta=0.7), a, b)
case("bce_with_logits", lambda x, t: F.binary_cross_entropy_with_logits(x, t.detach()), a, positive.clamp(0, 1))
case("kl_div", lambda x, t: F.kl_div(x, t, log_target=True, reduction="sum"), a.log_softmax(1), b.log_softmax(1))

# Operators that are called by libtorch's name.
wide = a * 3
for op in ["acosh", "digamma", "i0"]:
    case("named." + op, getattr(torch, op), positive + 1)
for op in ["asinh", "deg2rad", "rad2deg", "sinc", "positive", "nansum", "logcumsumexp0"]:
    case("named." + op, (lambda x: x.logcumsumexp(1)) if op == "logcumsumexp0" else getattr(torch, op), a)
for op in ["atanh", "erfinv", "logit"]:
    case("named." + op, getattr(torch, op), positive * 0.4)
for op in ["trace", "det", "inverse", "matrix_exp", "corrcoef", "diagonal", "adjoint"]:
    case("named." + op, getattr(torch, op), square)
for op in ["sgn", "signbit", "isposinf", "isneginf", "argwhere"]:
    case("named." + op, getattr(torch, op), a, grad=False)
for op in ["copysign", "dist", "logaddexp2", "atan2"]:
    case("named." + op, getattr(torch, op), a, b)
case("named.heaviside", torch.heaviside, a, b, grad=False)
case("named.nextafter", torch.nextafter, a, b, grad=False)
case("named.xlogy", torch.xlogy, a, positive)
case("named.float_power", lambda x, y: x.float_power(y), positive, b)
case("named.gcd", torch.gcd, integers, integers.flip(1), grad=False)
case("named.addmv", lambda x, m, v: torch.addmv(x, m, v, beta=0.5, alpha=2), row, square, torch.randn(4))
case("named.addr", lambda m, u, v: torch.addr(m, u, v, beta=0.5, alpha=2), square, row, torch.randn(4))
case("named.baddbmm", lambda x, m, n: torch.baddbmm(x, m, n, beta=0.5, alpha=2), torch.randn(2, 3, 5), cube, torch.randn(2, 4, 5))
case("named.diag_embed", lambda x: x.diag_embed(1), row)
case("named.diff", lambda x: x.diff(1, 0), a)
case("named.glu", lambda x: F.glu(x, 1), a)
case("named.renorm", lambda x: x.renorm(2, 0, 0.5), a)
case("named.quantile", lambda x: x.quantile(torch.tensor([0.25, 0.6]), 1), a)
case("named.histc", lambda x: x.histc(4, -1, 1), a, grad=False)
case("named.aminmax", lambda x: tuple(x.aminmax(dim=1)), a, grad=False)
case("named.cummax", lambda x: tuple(x.cummax(1)), a)
case("named.mode", lambda x: tuple(x.mode(1)), a)
case("named.kthvalue", lambda x: tuple(x.kthvalue(2, 1)), a)
case("named.count_nonzero", lambda x: x.round().count_nonzero(1), a, grad=False)
case("named.var_mean", lambda x: tuple(torch.var_mean(x, (0, 2))), cube)
case("named.std_mean", lambda x: tuple(torch.std_mean(x)), cube)
case("named.nanmean", lambda x: x.nanmean(1), a)
case("named.unique_dim", lambda x: torch.unique(x.round(), dim=0), a, grad=False)
case("named.unique_consecutive", lambda x: torch.unique_consecutive(x), integers.flatten().sort()[0], grad=False)
case("named.repeat_interleave", lambda x, r: x.repeat_interleave(r, 0), a, torch.tensor([1, 0, 2]))
case("named.tensor_split", lambda x: tuple(x.tensor_split((1, 3), 1)), a)
case("named.take_along_dim", lambda x, i: x.take_along_dim(i, 1), a, integers)
case("named.tensordot", lambda x, y: torch.tensordot(x, y, dims=1), a, square)
case("named.rot90", lambda x: x.rot90(), a)
case("named.index_add", lambda x, i, y: x.index_add(1, i, y), a, torch.tensor([3, 0, 1, 2]), b)
case("named.index_fill", lambda x, i: x.index_fill(1, i, 2.5), a, torch.tensor([3, 0]))
case("named.masked_scatter", lambda x, y: x.masked_scatter(x > 0, y), a, b)
case("named.slice_scatter", lambda x, y: torch.slice_scatter(x, y, 1, start=1, end=3, step=1), a, torch.randn(3, 2))
case("named.isin", lambda x: torch.isin(x, torch.tensor([1, 3])), integers, grad=False)
case("named.bucketize", lambda x: torch.bucketize(x, torch.tensor([-0.5, 0.0, 0.5])), a, grad=False)
case("named.celu", lambda x: F.celu(x, 0.7), wide)
case("named.threshold", lambda x: F.threshold(x, 0.1, 5), a)
case("named.softplus", lambda x: F.softplus(x, 2, 1.5), wide)
case("named.round.decimals", lambda x: x.round(decimals=2), a, grad=False)
case("named.pad.circular", lambda x: F.pad(x, (1, 1, 2, 2), mode="circular"), image)
case("named.pad.reflect1d", lambda x: F.pad(x, (1, 2), mode="reflect"), cube)

# Streams: the same seed and calls give the same numbers.
torch.manual_seed(42)
streams = {"rand": pack(torch.rand(5)), "randn": pack(torch.randn(20)), "randint": pack(torch.randint(3, 100, (6,))), "randperm": pack(torch.randperm(9)),
           "uniform": pack(torch.empty(4).uniform_(-2, 3)), "normal": pack(torch.empty(4).normal_(1, 2)), "bernoulli": pack(torch.empty(8).bernoulli_(0.4)),
           "dropout": pack(F.dropout(torch.ones(12), 0.5)), "multinomial": pack(torch.multinomial(torch.tensor([0.1, 0.2, 0.7]), 6, True)),
           "exponential": pack(torch.empty(3).exponential_(1.5)), "random": pack(torch.empty(4, dtype=torch.int64).random_(5, 50))}
generator = torch.Generator().manual_seed(7)
streams["generator"] = pack(torch.rand(4, generator=generator))

# Initial weights.
torch.manual_seed(5)
initial = {}
for name, layer in [("linear", nn.Linear(7, 5)), ("conv", nn.Conv2d(4, 6, 3)), ("depthwise", nn.Conv2d(6, 6, 5, groups=6, bias=False)), ("embedding", nn.Embedding(3, 4))]:
    initial[name] = {key: pack(value) for key, value in layer.state_dict().items()}
torch.manual_seed(6)
for name in ["kaiming_normal_", "kaiming_uniform_", "xavier_normal_", "xavier_uniform_"]:
    initial[name] = pack(getattr(nn.init, name)(torch.empty(3, 4, 2, 2)))
initial["kaiming_fan_out"] = pack(nn.init.kaiming_normal_(torch.empty(3, 4, 2, 2), mode="fan_out", nonlinearity="relu"))

# Optimizers: five steps on a small regression, parameter values after each.
trajectories = {}
x, y = torch.randn(8, 3), torch.randn(8, 2)
start = torch.randn(2, 3)
for name, make in [
    ("sgd", lambda p: torch.optim.SGD(p, 0.1)),
    ("sgd.momentum", lambda p: torch.optim.SGD(p, 0.1, momentum=0.9)),
    ("sgd.dampening", lambda p: torch.optim.SGD(p, 0.1, momentum=0.9, dampening=0.3)),
    ("sgd.nesterov.decay", lambda p: torch.optim.SGD(p, 0.1, momentum=0.9, weight_decay=0.05, nesterov=True)),
    ("adam", lambda p: torch.optim.Adam(p, 0.1)),
    ("adam.decay", lambda p: torch.optim.Adam(p, 0.1, weight_decay=0.05)),
    ("adam.amsgrad", lambda p: torch.optim.Adam(p, 0.1, amsgrad=True)),
    ("adamw", lambda p: torch.optim.AdamW(p, 0.1, weight_decay=0.05)),
]:
    w = start.clone().requires_grad_()
    optimizer = make([w])
    values = []
    for _ in range(5):
        optimizer.zero_grad(set_to_none=True)
        F.mse_loss(F.linear(x, w), y).backward()
        optimizer.step()
        values.append(pack(w))
    trajectories[name] = values

# Schedules: rates before training and after each of 12 steps.
schedules = {}
S = torch.optim.lr_scheduler
for name, make in [
    ("step", lambda o: S.StepLR(o, 3, 0.5)),
    ("multistep", lambda o: S.MultiStepLR(o, [2, 5], 0.1)),
    ("exponential", lambda o: S.ExponentialLR(o, 0.9)),
    ("lambda", lambda o: S.LambdaLR(o, lambda e: 1 / (1 + e))),
    ("linear", lambda o: S.LinearLR(o, 0.25, 1.0, 4)),
    ("constant", lambda o: S.ConstantLR(o, 0.5, 3)),
    ("cosine", lambda o: S.CosineAnnealingLR(o, 6, 0.01)),
    ("sequential", lambda o: S.SequentialLR(o, [S.LinearLR(o, 0.1, 1.0, 4), S.CosineAnnealingLR(o, 8)], [4])),
]:
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], 0.4)
    scheduler = make(optimizer)
    rates = [optimizer.param_groups[0]["lr"]]
    for _ in range(12):
        optimizer.step()
        scheduler.step()
        rates.append(optimizer.param_groups[0]["lr"])
    schedules[name] = rates

# Running statistics of batch normalization: exponential and cumulative averages over three batches.
statistics = {}
batches = [torch.randn(4, 3, 2, 2) * (i + 1) for i in range(3)]
for name, momentum in [("exponential", 0.1), ("cumulative", None)]:
    layer = nn.BatchNorm2d(3, momentum=momentum)
    for batch in batches:
        layer(batch)
    statistics[name] = {"mean": pack(layer.running_mean), "var": pack(layer.running_var), "count": int(layer.num_batches_tracked), "eval": pack(layer.eval()(batches[0]))}
statistics["batches"] = [pack(batch) for batch in batches]

# Clipping.
w = torch.randn(3, 3, requires_grad=True)
(w * w).sum().backward()
clip = {"w": pack(w), "norm": float(nn.utils.clip_grad_norm_([w], 1.0)), "grad": pack(w.grad)}

with open(options.out, "w") as file:
    json.dump({"torch": torch.__version__, "cases": cases, "double": double_cases, "streams": streams, "initial": initial, "optimizer": {"x": pack(x), "y": pack(y), "start": pack(start), "steps": trajectories},
               "schedules": schedules, "statistics": statistics, "clip": clip}, file, separators=(",", ":"))
    file.write("\n")
