#!/bin/sh
# Noise2Void on grey images: adds fixed white Gaussian noise to training images, learns from the noisy ones alone, and measures the model on
# test images with noise of their own (grey.sh).
#
#   benchmarks/noise2void.sh TRAINING TEST [SIGMA [KEY=VALUE...]]
#
# TRAINING and TEST are folders of clean images, SIGMA is 25 when not given; keys of the command train replace the settings below, all
# of them. Needs target/Denoiser (./mvnw -DskipTests package). The model stays in noise2void.zip of the present folder.
set -eu
training=$1
test=$2
sigma=${3:-25}
[ $# -lt 3 ] || shift
shift 2
[ $# -gt 0 ] || set -- preset=unet mask=4 replace=median rate=0.001 epochs=45 steps=200
here=$(dirname "$0")
jar=$(ls "$here"/../target/Denoiser/plugins/Denoiser_-*.jar)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
java -Djava.awt.headless=true -cp "$jar" "$here/NoisyFolder.java" "$training" "$sigma" "$work/noisy"
java -jar "$jar" train learn=noise2void input="$work/noisy" range=0-255 output="$PWD/noise2void.zip" "$@"
"$here/grey.sh" "$test" "$sigma" "$PWD/noise2void.zip"
