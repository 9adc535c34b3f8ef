"""Times training steps of networks in PyTorch. Reads one JSON object a line: network, batch, warm, steps; answers with the median step's milliseconds."""
import json
import os
import statistics
import sys
import time

try:
    import torch
    from torch import nn
except ImportError:
    print("missing", flush=True)
    sys.exit(0)

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from networks import build

threads, layout, device, mixed = int(sys.argv[1]), sys.argv[2], sys.argv[3], sys.argv[4] == "mixed"
torch.set_num_threads(threads)
torch.manual_seed(1)
torch.backends.cudnn.benchmark = layout == "channels_last"

print("ready", flush=True)
for line in sys.stdin:
    request = json.loads(line)
    shape = request["network"]["Input"]
    model = build(request["network"]).to(device)
    images = torch.randn(request["batch"], shape["Channels"], shape["Size"], shape["Size"]).to(device)
    labels = torch.randint(0, shape["Classes"], (request["batch"],)).to(device)
    if layout == "channels_last":
        model = model.to(memory_format=torch.channels_last)
        images = images.to(memory_format=torch.channels_last)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.05, momentum=0.9, nesterov=True, weight_decay=4e-5)
    loss = nn.CrossEntropyLoss(label_smoothing=0.1)
    times = []
    for step in range(request["warm"] + request["steps"]):
        start = time.perf_counter()
        optimizer.zero_grad(set_to_none=True)
        with torch.autocast(device, dtype=torch.bfloat16, enabled=mixed):
            value = loss(model(images), labels)
        value.backward()
        optimizer.step()
        if device == "cuda":
            torch.cuda.synchronize()
        times.append(1000 * (time.perf_counter() - start))
    print(statistics.median(times[request["warm"]:]), flush=True)
