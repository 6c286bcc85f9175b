#!/bin/sh
# Denoising of single images without a model, through the shell commands: PSNR and SSIM against the clean images, means over them.
#
#   benchmarks/self.sh grey FOLDER [SIGMA]     grey test images such as BSD68: white Gaussian noise on 0-255 values, seeded by image,
#                                              neither clipped nor rounded; the noise level is not given to the method
#   benchmarks/self.sh pairs FOLDER [PATTERN]  real noise: FOLDER/raw and FOLDER/gt hold images of the same names, as in FMD;
#                                              PATTERN picks some of them, for example '*_2.png'
#
# NOISE=gaussian (or another choice of the key noise) in the environment is handed on. Needs target/Denoiser (./mvnw -DskipTests
# package). Works in a temporary folder.
set -eu
mode=$1
folder=$2
here=$(dirname "$0")
jar=$(ls "$here"/../target/Denoiser/plugins/Denoiser_-*.jar)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/noisy" "$work/denoised"
case $mode in
grey)
    sigma=${3:-25}
    clean=$folder
    java -cp "$jar" "$here/NoisyFolder.java" "$folder" "$sigma" "$work/noisy"
    ;;
pairs)
    clean=$work/clean
    mkdir "$clean"
    for file in "$folder"/raw/${3:-*.*}; do
        name=$(basename "$file")
        cp "$folder/gt/$name" "$clean/$name"
        cp "$file" "$work/noisy/$name"
    done
    ;;
*)
    echo "benchmarks/self.sh grey FOLDER [SIGMA] or benchmarks/self.sh pairs FOLDER [PATTERN]" >&2
    exit 2
    ;;
esac
start=$(date +%s)
for file in "$work"/noisy/*.*; do
    name=$(basename "$file")
    java -jar "$jar" self input="$file" noise="${NOISE:-auto}" type=float output="$work/denoised/${name%.*}.tif"
done
echo "$(($(date +%s) - start)) s for $(ls "$work/noisy" | wc -l) images, start of Java included"
echo "noisy:"
java -jar "$jar" evaluate input="$work/noisy" target="$clean" | tail -n 1
echo "denoised:"
java -jar "$jar" evaluate input="$work/denoised" target="$clean" | tail -n 1
