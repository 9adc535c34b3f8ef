"""Times training steps of an ensemble of perceptrons in PyTorch. Reads one JSON object a line: way, width, digits, hidden, members, samples, batch, epochs; answers
with the milliseconds of a step of all members, the median over the epochs. way: "modules" trains the members one after the other, each an nn.Sequential with an AdamW;
"batched" trains them all at once, their weights stacked."""
import json
import statistics
import sys
import time

try:
    import torch
    from torch import nn
except ImportError:
    print("missing", flush=True)
    sys.exit(0)

torch.set_num_threads(1)
torch.manual_seed(1)
ADAM = {"lr": 0.01, "weight_decay": 0.3}
if "foreach" in torch.optim.AdamW.__init__.__code__.co_varnames:
    ADAM["foreach"] = True  # the faster of the two here


def modules(request, features, targets, weights):
    sizes = [request["width"], *request["hidden"], 1]
    members = []
    for _ in range(request["members"]):
        layers = []
        for i, (into, out) in enumerate(zip(sizes, sizes[1:])):
            layers += ([nn.ReLU()] if i else []) + [nn.Linear(into, out)]
        model = nn.Sequential(*layers)
        members.append((model, torch.optim.AdamW(model.parameters(), **ADAM)))

    def step(rows):
        for member, (model, optimizer) in enumerate(members):
            places = rows[member]
            optimizer.zero_grad(set_to_none=True)
            loss = (weights[member, places] * (model(features[places]).squeeze(-1) - targets[member, places]) ** 2).mean()
            loss.backward()
            optimizer.step()

    return step


def batched(request, features, targets, weights):
    sizes, members = [request["width"], *request["hidden"], 1], request["members"]
    parameters = []
    for into, out in zip(sizes, sizes[1:]):
        parameters += [torch.randn(members, into, out).div_(into**0.5).requires_grad_(), torch.zeros(members, 1, out, requires_grad=True)]
    optimizer = torch.optim.AdamW(parameters, **ADAM)

    def step(rows):
        optimizer.zero_grad(set_to_none=True)
        hidden = features[rows]
        for i in range(0, len(parameters), 2):
            if i:
                hidden = hidden.relu_()
            hidden = torch.baddbmm(parameters[i + 1], hidden, parameters[i])
        loss = (weights.gather(1, rows) * (hidden.squeeze(-1) - targets.gather(1, rows)) ** 2).sum() / rows.shape[1]
        loss.backward()
        optimizer.step()

    return step


print("ready", flush=True)
for line in sys.stdin:
    request = json.loads(line)
    members, samples, digits = request["members"], request["samples"], request["digits"]
    values = request["width"] // digits
    features = torch.zeros(samples, request["width"])
    features.scatter_(1, torch.arange(digits) * values + torch.randint(0, values, (samples, digits)), 1)
    step = {"modules": modules, "batched": batched}[request["way"]](request, features, torch.randn(members, samples), torch.rand(members, samples))
    times = []
    for epoch in range(request["epochs"]):
        orders = torch.stack([torch.randperm(samples) for _ in range(members)])
        batches = orders.split(request["batch"], dim=1)
        start = time.perf_counter()
        for rows in batches:
            step(rows)
        times.append(1000 * (time.perf_counter() - start) / len(batches))
    print(statistics.median(times), flush=True)
