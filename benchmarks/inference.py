#!/usr/bin/env python3
"""Denoises with Python's PyTorch the way its users do, as a peer for the command `benchmark`.

    inference.py PACKAGE STAGES SIZES THREADS PRECISION REPEATS [TILE [OVERLAP]]

Loads the TorchScript of a model package with torch.jit.load. STAGES: network (one tile) and image (square images of SIZE pixels,
16-bit, cut into tiles that overlap, put together again); sizes are multiples of 8. Prints rows as the command does:
stage, precision, threads, tile, megapixels, seconds (median), megapixels per second, peak MB.
"""
import io
import resource
import statistics
import sys
import time
import zipfile

import numpy
import torch

package, stages, sizes, threads, precision, repeats = sys.argv[1:7]
tile = int(sys.argv[7]) if len(sys.argv) > 7 else 512
overlap = int(sys.argv[8]) if len(sys.argv) > 8 else 96
repeats = int(repeats)
torch.set_num_threads(int(threads))
with zipfile.ZipFile(package) as archive:
    network = torch.jit.load(io.BytesIO(archive.read("weights.pt"))).eval()
kind = torch.bfloat16 if precision == "bfloat16" else torch.float32
network = network.to(kind)


def run(patch):
    with torch.inference_mode():
        return network(torch.from_numpy(patch)[None, None].to(kind))[0, 0].float().numpy()


def starts(size):
    """First pixels of tiles that cover an axis of a multiple of 8 pixels, evenly spread, with about the overlap."""
    if size <= tile:
        return [0]
    count = -(-(size - overlap) // (tile - overlap))
    return [round(i * (size - tile) / (count - 1)) // 8 * 8 for i in range(count)]


def denoise(image):
    values = numpy.pad(image.astype(numpy.float32) / 65535, 16, mode="reflect")
    result = numpy.zeros(values.shape, numpy.float32)
    rows, columns = starts(values.shape[0]), starts(values.shape[1])
    for y in rows:
        for x in columns:
            top = 0 if y == rows[0] else overlap // 2
            left = 0 if x == columns[0] else overlap // 2
            done = run(values[y : y + tile, x : x + tile])
            result[y + top : y + tile, x + left : x + tile] = done[top:, left:]
    inner = result[16:-16, 16:-16]
    return numpy.clip(numpy.rint(inner * 65535), 0, 65535).astype(numpy.uint16)


def report(stage, pixels, work):
    seconds = []
    warm_up = 3
    while len(seconds) < repeats:
        start = time.perf_counter()
        work()
        taken = time.perf_counter() - start
        if warm_up == 0 or taken > 20:
            seconds.append(taken)
        else:
            warm_up = 0 if taken > 5 else warm_up - 1
    median = statistics.median(seconds)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{stage},{precision},{threads},{tile},{pixels / 1e6:.3f},{median:.4f},{pixels / 1e6 / median:.3f},{peak}", flush=True)


random = numpy.random.default_rng(1)
if "network" in stages:
    patch = random.random((tile, tile), numpy.float32)
    report("network", tile * tile, lambda: run(patch))
if "image" in stages:
    for side in map(int, sizes.split(",")):
        image = random.integers(0, 65536, (side, side), numpy.uint16)
        report("end-to-end", side * side, lambda: denoise(image))
