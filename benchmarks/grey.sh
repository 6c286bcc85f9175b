#!/bin/sh
# The field's test of grey denoising, through the shell commands: white Gaussian noise on 0-255 values, seeded by image, neither
# clipped nor rounded; PSNR and SSIM against the 8-bit originals; means over the images.
#
#   benchmarks/grey.sh FOLDER [SIGMA [MODEL]]       for example: benchmarks/grey.sh BSD68 25 General
#
# Needs target/Denoiser (./mvnw -DskipTests package). Works in a temporary folder.
set -eu
folder=$1
sigma=${2:-25}
model=${3:-General}
jar=$(ls "$(dirname "$0")"/../target/Denoiser/plugins/Denoiser_-*.jar)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/noisy" "$work/denoised"
seed=0
for file in "$folder"/*.*; do
    seed=$((seed + 1))
    name=$(basename "$file")
    name=${name%.*}
    java -jar "$jar" noise input="$file" noise=gaussian level="$sigma" seed=$seed type=float output="$work/noisy/$name.tif" >/dev/null
    java -jar "$jar" denoise input="$work/noisy/$name.tif" model="$model" range=0-255 output="$work/denoised/$name.tif" >/dev/null
done
echo "noisy, sigma $sigma:"
java -jar "$jar" evaluate input="$work/noisy" target="$folder" | tail -n 1
echo "denoised with $model:"
java -jar "$jar" evaluate input="$work/denoised" target="$folder" | tail -n 1
