#!/bin/sh
# The field's test of grey denoising, through the commands: white Gaussian noise on 0-255 values, seeded by image, neither
# clipped nor rounded; PSNR and SSIM against the 8-bit originals; means over the images.
#
#   benchmarks/grey.sh FOLDER [SIGMA [MODEL]]       for example: benchmarks/grey.sh BSD68 25 General
#
# Needs target/Denoiser (./mvnw -DskipTests package). Works in a temporary folder.
set -eu
folder=$1
sigma=${2:-25}
model=${3:-General}
here=$(dirname "$0")
jar=$(ls "$here"/../target/Denoiser/plugins/Denoiser_-*.jar)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
java -cp "$jar" "$here/NoisyFolder.java" "$folder" "$sigma" "$work/noisy"
java -jar "$jar" folder input="$work/noisy" output="$work/denoised" model="$model" range=0-255 | head -n 1
echo "noisy, sigma $sigma:"
java -jar "$jar" evaluate input="$work/noisy" target="$folder" | tail -n 1
echo "denoised with $model:"
java -jar "$jar" evaluate input="$work/denoised" target="$folder" | tail -n 1
