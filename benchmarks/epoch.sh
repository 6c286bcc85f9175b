#!/bin/sh
# An epoch of conv-latent on MNIST here and in Python's PyTorch, in turns on the same machine: seconds and validation loss.
#
#   benchmarks/epoch.sh IMAGES.idx3-ubyte.gz [THREADS [ROUNDS]]
#
# Needs target/Denoiser (./mvnw -DskipTests package), and python3 with torch for the peer (PYTHON names another one).
set -eu
images=$1
threads=${2:-1}
rounds=${3:-3}
here=$(dirname "$0")
jar=$(ls "$here"/../target/Denoiser/plugins/Denoiser_-*.jar)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
round=0
while [ $round -lt "$rounds" ]; do
    round=$((round + 1))
    OMP_NUM_THREADS=$threads java -XX:ActiveProcessorCount="$threads" -jar "$jar" train input="$images" output="$work/$round.zip" preset=conv-latent patch=28 \
        noise=gaussian level=127.5 clip=true loss=bce rate=0.001 batch=128 epochs=1 augment=false split=0.1 steps=0 validation=0 seed=1 2>/dev/null |
        sed -n 's/^Trained/here: trained/p; s/^Kept/here: kept/p'
    printf 'python: '
    "${PYTHON:-python3}" "$here/epoch.py" "$images" "$threads"
done
