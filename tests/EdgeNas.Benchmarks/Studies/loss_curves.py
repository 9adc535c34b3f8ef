"""How near the loss curve of a training elsewhere is to PyTorch's, and PyTorch's to its own when something is changed that changes no more than the last digits.
usage: loss_curves.py FOLDER, which holds task.json (network, batch, steps, rates, labels, losses: per rate and step), images (float32, [steps * batch, channels, size, size]) and per rate weights-N
(float32: all parameters in the network's order, before each step and after the last). Prints a table: by how much losses differ at most in any of the steps, for each rate."""
import copy
import json
import os
import sys

import torch
from torch import nn

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from networks import build

FOLDER = sys.argv[1]
with open(os.path.join(FOLDER, "task.json"), encoding="utf-8") as file:
    TASK = json.load(file)
STEPS, BATCH = TASK["steps"], TASK["batch"]


def floats(name):
    path = os.path.join(FOLDER, name)
    return torch.from_file(path, shared=False, size=os.path.getsize(path) // 4, dtype=torch.float32)


def put(model, flat):
    with torch.no_grad():
        at = 0
        for parameter in model.parameters():
            parameter.copy_(flat[at:at + parameter.numel()].view_as(parameter))
            at += parameter.numel()


def flat(model):
    return torch.cat([parameter.detach().contiguous().view(-1) for parameter in model.parameters()]).double()


def optimizer_of(model, rate):
    decayed = [parameter for parameter in model.parameters() if parameter.dim() > 1]
    others = [parameter for parameter in model.parameters() if parameter.dim() <= 1]
    return torch.optim.SGD([{"params": decayed, "weight_decay": 4e-5}, {"params": others}], lr=rate, momentum=0.9, nesterov=True)


def step_of(model, optimizer, images, labels):
    optimizer.zero_grad(set_to_none=True)
    loss = nn.functional.cross_entropy(model(images), labels, label_smoothing=0.1)
    loss.backward()
    optimizer.step()
    return loss.item()


def train(start, images, labels, rate):
    """The loss of each step."""
    model = copy.deepcopy(start)
    optimizer = optimizer_of(model, rate)
    return torch.tensor([step_of(model, optimizer, images[step], labels[step]) for step in range(STEPS)], dtype=torch.float64)


def follow(start, weights, images, labels, rate):
    """Takes each step from the weights that the other training had before it: the losses, and where each step ends."""
    model = copy.deepcopy(start)
    optimizer = optimizer_of(model, rate)
    losses, ends = [], []
    for step in range(STEPS):
        put(model, weights[step])
        losses.append(step_of(model, optimizer, images[step], labels[step]))
        ends.append(flat(model))
    return torch.tensor(losses, dtype=torch.float64), ends


shape = TASK["network"]["Input"]
images = list(floats("images").view(STEPS, BATCH, shape["Channels"], shape["Size"], shape["Size"]))
labels = list(torch.tensor(TASK["labels"]).view(STEPS, BATCH))
nudged = [images[0].clone(), *images[1:]]
pixel = nudged[0][0, 0, 0, 0]
nudged[0][0, 0, 0, 0] = torch.nextafter(pixel, pixel.sign() * torch.inf)
doubles = [image.double() for image in images]
latest = [image.to(memory_format=torch.channels_last) for image in images]
torch.set_num_threads(1)

table = {}
for number, rate in enumerate(TASK["rates"]):
    model = build(TASK["network"])
    weights = floats(f"weights-{number}").view(STEPS + 1, -1)
    put(model, weights[0])

    def note(what, differences):
        print(f"rate {rate}: {what}: {differences[:10].max():.1e} in the first 10 steps, {differences.max():.1e} in all", file=sys.stderr, flush=True)
        table.setdefault(what, []).append(f"{differences.max():.1e}")

    def ends_apart(ends, reference):
        return torch.tensor([((end - other).norm() / (other - before.double()).norm()).item() for end, other, before in zip(ends, reference, weights)])

    plain, own = train(model, images, labels, rate), torch.tensor(TASK["losses"][number], dtype=torch.float64)
    losses, theirs = follow(model, weights, images, labels, rate)
    _, exact = follow(copy.deepcopy(model).double(), weights, doubles, labels, rate)
    note("EdgeNas and PyTorch, each step from the same weights", (own - losses).abs())
    note("the same: the step itself, EdgeNas and float64", ends_apart([end.double() for end in weights[1:]], exact))
    note("the same: the step itself, PyTorch and float64", ends_apart(theirs, exact))
    note("EdgeNas and PyTorch, 50 steps in a row", (own - plain).abs())
    note("PyTorch and PyTorch, one pixel of the first batch in its last bit", (train(model, nudged, labels, rate) - plain).abs())
    note("PyTorch and PyTorch, channels_last", (train(copy.deepcopy(model).to(memory_format=torch.channels_last), latest, labels, rate) - plain).abs())
    torch.set_num_threads(2)
    note("PyTorch and PyTorch, two threads", (train(model, images, labels, rate) - plain).abs())
    torch.set_num_threads(1)
    with torch.backends.mkldnn.flags(enabled=False):
        note("PyTorch and PyTorch, oneDNN off", (train(model, images, labels, rate) - plain).abs())
    note("PyTorch and float64", (train(copy.deepcopy(model).double(), doubles, labels, rate) - plain).abs())

print(f"| compared | {' | '.join(map(str, TASK['rates']))} |\n|---|{'---|' * len(TASK['rates'])}")
for what, differences in table.items():
    print(f"| {what} | {' | '.join(differences)} |")
