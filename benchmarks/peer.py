#!/usr/bin/env python3
"""Times training steps of a preset's network in Python's PyTorch, as a peer for `benchmark stage=training`.

    peer.py NET BATCH STEPS THREADS [SIDE] [bfloat16]

Builds the same layers with torch.nn (channels-last images, padding as the textbook framework does it), trains on random images
with torch.optim.Adam, gradient clipping and a moving average of the weights, and prints one line:
net, precision, threads, batch, side, parameters, median milliseconds of a step.
"""
import statistics
import sys
import time

import torch
from torch import nn
from torch.nn import functional as F


class Same(nn.Module):
    """Strided 3x3 convolution whose odd row and column of padding stand at the end; optionally transposed."""

    def __init__(self, cin, cout, up=False):
        super().__init__()
        self.up = up
        self.conv = nn.ConvTranspose2d(cin, cout, 3, 2) if up else nn.Conv2d(cin, cout, 3, 2)

    def forward(self, x):
        if self.up:
            return self.conv(x)[:, :, :-1, :-1]
        return self.conv(F.pad(x, (0, 1, 0, 1)))


class Flatten(nn.Module):
    def forward(self, x):
        return x.permute(0, 2, 3, 1).flatten(1)


class Images(nn.Module):
    def __init__(self, height, width, channels):
        super().__init__()
        self.shape = (-1, height, width, channels)

    def forward(self, x):
        return x.reshape(self.shape).permute(0, 3, 1, 2)


def conv(cin, cout, act=True):
    layers = [nn.Conv2d(cin, cout, 3, padding=1)]
    return layers + [nn.ReLU(inplace=True)] if act else layers


def dense(side):
    units = [side * side, 128, 64, 32, 64, 128]
    layers = [Flatten()]
    for a, b in zip(units, units[1:]):
        layers += [nn.Linear(a, b), nn.ReLU(inplace=True)]
    return nn.Sequential(*layers, nn.Linear(128, side * side), nn.Sigmoid(), Images(side, side, 1))


def conv_pool(side):
    pool, up = nn.MaxPool2d(2), nn.Upsample(scale_factor=2)
    return nn.Sequential(
        *conv(1, 32), pool, *conv(32, 64), pool, *conv(64, 64), up, *conv(64, 32), up, *conv(32, 1, False), nn.Sigmoid())


def conv_bn(side):
    pool, up = nn.MaxPool2d(2), nn.Upsample(scale_factor=2)
    norm = lambda n: nn.BatchNorm2d(n, eps=1e-3, momentum=0.01)
    return nn.Sequential(
        *conv(3, 32), norm(32), pool, *conv(32, 64), norm(64), pool, *conv(64, 128),
        *conv(128, 128), norm(128), up, *conv(128, 64), norm(64), up, *conv(64, 3, False), nn.Sigmoid())


def conv_latent(side):
    quarter = side // 4
    flat = 64 * quarter * quarter
    relu = lambda: nn.ReLU(inplace=True)
    return nn.Sequential(
        Same(1, 32), relu(), Same(32, 64), relu(), Flatten(), nn.Linear(flat, 128),
        nn.Linear(128, flat), relu(), Images(quarter, quarter, 64), Same(64, 32, True), relu(), Same(32, 1, True), nn.Sigmoid())


class UNet(nn.Module):
    def __init__(self, base=32):
        super().__init__()
        double = lambda a, b: nn.Sequential(*conv(a, b), *conv(b, b))
        self.down = nn.ModuleList([double(1, base), double(base, 2 * base), double(2 * base, 4 * base)])
        self.up = nn.ModuleList([double(6 * base, 2 * base), double(3 * base, base)])
        self.last = nn.Conv2d(base, 1, 1)

    def forward(self, x):
        a = self.down[0](x)
        b = self.down[1](F.max_pool2d(a, 2))
        y = self.down[2](F.max_pool2d(b, 2))
        y = self.up[0](torch.cat([F.interpolate(y, scale_factor=2), b], 1))
        y = self.up[1](torch.cat([F.interpolate(y, scale_factor=2), a], 1))
        return x + self.last(y)


class DnCnn(nn.Module):
    def __init__(self, depth=17, filters=64):
        super().__init__()
        layers = conv(1, filters)
        for _ in range(depth - 2):
            layers += [nn.Conv2d(filters, filters, 3, padding=1, bias=False), nn.BatchNorm2d(filters, eps=1e-3, momentum=0.01)]
            layers += [nn.ReLU(inplace=True)]
        self.layers = nn.Sequential(*layers, *conv(filters, 1, False))

    def forward(self, x):
        return x - self.layers(x)


# Builder, natural side, channels, and whether the output is bound to 0..1, so that the loss is the cross-entropy.
NETS = {
    "dense": (dense, 28, 1, True),
    "conv-pool": (conv_pool, 28, 1, True),
    "conv-bn": (conv_bn, 32, 3, True),
    "conv-latent": (conv_latent, 28, 1, True),
    "unet": (lambda side: UNet(), 64, 1, False),
    "dncnn": (lambda side: DnCnn(), 64, 1, False),
}


def main(name, batch, steps, threads, side=0, precision="float32"):
    torch.set_num_threads(threads)
    torch.manual_seed(1)
    build, natural, channels, bounded = NETS[name]
    side = side or natural
    net = build(side).to(memory_format=torch.channels_last)
    noisy = torch.rand(batch, channels, side, side).to(memory_format=torch.channels_last)
    clean = torch.rand(batch, channels, side, side).to(memory_format=torch.channels_last)
    loss_of = F.binary_cross_entropy if bounded else F.mse_loss
    weights = list(net.parameters())
    average = [w.detach().clone() for w in weights]
    adam = torch.optim.Adam(weights, 1e-4, foreach=True)
    times = []
    for step in range(steps + 3):
        start = time.perf_counter()
        with torch.autocast("cpu", torch.bfloat16, enabled=precision == "bfloat16"):
            output = net(noisy)
        loss = loss_of(output.float(), clean)
        adam.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(weights, 0.5)
        adam.step()
        with torch.no_grad():
            torch._foreach_mul_(average, 0.999)
            torch._foreach_add_(average, weights, alpha=0.001)
        loss.item()
        if step >= 3:
            times.append(1000 * (time.perf_counter() - start))
    count = sum(p.numel() for p in net.state_dict().values() if p.dtype == torch.float32)
    print(f"{name},{precision},{threads},{batch},{side},{count},{statistics.median(times):.2f}")


if __name__ == "__main__":
    if len(sys.argv) < 5 or sys.argv[1] not in NETS:
        sys.exit(__doc__ + "\nNET is one of " + ", ".join(NETS))
    main(sys.argv[1], *(int(text) for text in sys.argv[2:6]), *sys.argv[6:])
