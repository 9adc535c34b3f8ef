"""How far two float32 loss curves of the same training may lie apart by rounding alone. PyTorch against itself: the same network (mobile-28's shape, every layer kernel 3,
expansion 6), the same start, images, labels and optimizer, with something changed that changes no more than the last digits. Prints the largest difference of the loss
over the first 10 and all steps, and of the first step's gradients from float64's (relative, all parameters as one vector).
usage: python3 loss_curves.py [STEPS] [RATE...]"""
import copy
import sys

import torch
from torch import nn

BATCH, SIZE = 64, 28
LAYERS = [(16, 24, 2), (24, 24, 1), (24, 24, 1), (24, 24, 1), (24, 32, 1), (32, 32, 1), (32, 32, 1), (32, 32, 1), (32, 64, 2), (64, 64, 1), (64, 64, 1), (64, 64, 1)]


def unit(into, out, kernel, stride, groups, activation=True):
    convolution = nn.Conv2d(into, out, kernel, stride, kernel // 2, groups=groups, bias=False)
    return [convolution, nn.BatchNorm2d(out)] + ([nn.ReLU6()] if activation else [])


class Block(nn.Module):
    def __init__(self, into, out, stride, expansion):
        super().__init__()
        inner = into * expansion
        expand = unit(into, inner, 1, 1, 1) if expansion > 1 else []
        self.body = nn.Sequential(*expand, *unit(inner, inner, 3, stride, inner), *unit(inner, out, 1, 1, 1, False))
        self.residual = into == out and stride == 1

    def forward(self, x):
        return x + self.body(x) if self.residual else self.body(x)


def network():
    blocks = [Block(16, 16, 2, 1)] + [Block(into, out, stride, 6) for into, out, stride in LAYERS]
    return nn.Sequential(*unit(1, 16, 3, 1, 1), *blocks, *unit(64, 320, 1, 1, 1), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(320, 10))


def train(start, images, labels, rate, steps):
    """The loss of each step, and the gradients of the first as one float64 vector."""
    model = copy.deepcopy(start)
    optimizer = torch.optim.SGD(model.parameters(), lr=rate, momentum=0.9, nesterov=True, weight_decay=4e-5)
    criterion, losses, gradients = nn.CrossEntropyLoss(label_smoothing=0.1), [], None
    for step in range(steps):
        optimizer.zero_grad(set_to_none=True)
        loss = criterion(model(images[step]), labels[step])
        loss.backward()
        if gradients is None:
            gradients = torch.cat([p.grad.double().contiguous().view(-1) for p in model.parameters()])
        optimizer.step()
        losses.append(loss.item())
    return torch.tensor(losses, dtype=torch.float64), gradients


def last(tensor):
    return torch.nextafter(tensor, tensor.sign() * torch.inf)


torch.set_num_threads(1)
torch.manual_seed(1)
steps = int(sys.argv[1]) if len(sys.argv) > 1 else 50
rates = [float(rate) for rate in sys.argv[2:]] or [0.05, 0.005]
base = network()
# Images that can be learned: a pattern per class under noise.
patterns = torch.randn(10, 1, SIZE, SIZE)
labels = [torch.randint(0, 10, (BATCH,)) for _ in range(steps)]
images = [patterns[label] + torch.randn(BATCH, 1, SIZE, SIZE) for label in labels]
nudged = [images[0].clone(), *images[1:]]
nudged[0][0, 0, 0, 0] = last(nudged[0][0, 0, 0, 0])
latest = [image.to(memory_format=torch.channels_last) for image in images]

for rate in rates:
    exact, exact_gradients = train(copy.deepcopy(base).double(), [image.double() for image in images], labels, rate, steps)
    plain, plain_gradients = train(base, images, labels, rate, steps)

    def show(what, curve, gradients, reference=plain):
        difference = (curve - reference).abs()
        error = (gradients - exact_gradients).norm() / exact_gradients.norm()
        print(f"| {rate} | {what} | {difference[:10].max():.1e} | {difference.max():.1e} | {error:.1e} |", flush=True)

    show("as written, against float64", plain, plain_gradients, exact)
    show("again", *train(base, images, labels, rate, steps))
    show("one pixel of one image of the first batch in its last bit", *train(base, nudged, labels, rate, steps))
    show("channels_last", *train(copy.deepcopy(base).to(memory_format=torch.channels_last), latest, labels, rate, steps))
    torch.set_num_threads(2)
    show("two threads", *train(base, images, labels, rate, steps))
    torch.set_num_threads(1)
    with torch.backends.mkldnn.flags(enabled=False):
        show("without oneDNN", *train(base, images, labels, rate, steps))
