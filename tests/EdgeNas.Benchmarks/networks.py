"""Networks in PyTorch, as people write them, from the JSON of a network."""
from torch import nn


class Block(nn.Module):
    def __init__(self, spec):
        super().__init__()
        layers = []
        for c in spec["Convolutions"]:
            layers += [nn.Conv2d(c["In"], c["Out"], c["Kernel"], c["Stride"], c["Kernel"] // 2, groups=c["Groups"], bias=False), nn.BatchNorm2d(c["Out"])]
            if c["Activation"]:
                layers.append(nn.ReLU6())
        self.body, self.residual = nn.Sequential(*layers), spec["Residual"]

    def forward(self, x):
        return x + self.body(x) if self.residual else self.body(x)


def build(spec):
    layers = [Block(block) for block in spec["Blocks"]] + [nn.AdaptiveAvgPool2d(1), nn.Flatten()]
    for linear in spec["Linears"]:
        layers.append(nn.Linear(linear["In"], linear["Out"]))
        if linear["Activation"]:
            layers.append(nn.ReLU6())
    return nn.Sequential(*layers)
