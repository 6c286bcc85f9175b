#!/usr/bin/env python3
"""Trains `conv-latent` for an epoch on MNIST in Python's PyTorch, as a peer for the command `train`: prints seconds and the validation loss.

    epoch.py IMAGES.idx3-ubyte.gz THREADS

54,000 images in batches of 128, each with new Gaussian noise of 0.5, clipped; then the loss on the other 6,000.
"""
import gzip
import sys
import time

import numpy
import torch
from torch.nn import functional as F

from peer import conv_latent

torch.set_num_threads(int(sys.argv[2]))
torch.manual_seed(1)
with gzip.open(sys.argv[1]) as file:
    images = numpy.frombuffer(file.read(), numpy.uint8, offset=16).reshape(-1, 1, 28, 28)
images = torch.from_numpy(images.astype(numpy.float32) / 255)
training, validation = images[:54000], images[54000:]


def noisy(clean):
    return (clean + 0.5 * torch.randn_like(clean)).clamp_(0, 1)


def loss_of(net, clean):
    output = net(noisy(clean).to(memory_format=torch.channels_last))
    return F.binary_cross_entropy(output, clean)


net = conv_latent(28).to(memory_format=torch.channels_last)
weights = list(net.parameters())
average = [w.detach().clone() for w in weights]
adam = torch.optim.Adam(weights, 1e-3, foreach=True)
start = time.perf_counter()
for batch in torch.randperm(len(training)).split(128):
    loss = loss_of(net, training[batch])
    adam.zero_grad(set_to_none=True)
    loss.backward()
    torch.nn.utils.clip_grad_norm_(weights, 0.5)
    adam.step()
    with torch.no_grad():
        torch._foreach_mul_(average, 0.999)
        torch._foreach_add_(average, weights, alpha=0.001)
with torch.no_grad():
    found = numpy.mean([loss_of(net, batch).item() for batch in validation.split(500)])
print(f"{time.perf_counter() - start:.1f} s, validation loss {found:.4f}")
