#!/bin/sh
# Networks compared at equal training time: each is trained for as many steps as fit into the same minutes of one core of this machine, its rate
# falling to zero within them, on the same images with the same noise (Gaussian, 5-55 of 255), then measured on test images at standard deviation 25.
#
#   benchmarks/networks.sh TRAIN TEST MINUTES [NETWORK...]
#
# TRAIN is a folder of clean images, TEST one of grey test images such as Set12; a NETWORK is a preset with options behind commas, for
# example unet,filters=64,depth=2. Prints a row a network: name, parameters, milliseconds a step, steps, seconds a megapixel (network
# alone, tile of 512), PSNR. Needs target/Denoiser (./mvnw -DskipTests package). Works in a temporary folder, with one thread.
set -eu
export OMP_NUM_THREADS=1
train=$1
test=$2
minutes=$3
shift 3
[ $# -gt 0 ] || set -- unet residual-unet dncnn
here=$(dirname "$0")
jar=$(ls "$here"/../target/Denoiser/plugins/Denoiser_-*.jar)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# What all have in common; sides take the noise out of photographs, detail brings textures in more often than skies.
common="noise=gaussian level=5-55 loss=l1 rate=0.0005 warmup=50 averaging=0.995 patience=0 sides=1100,560 detail=8 split=0.05"

learn() { # NETWORK EPOCHS STEPS OUTPUT
    # shellcheck disable=SC2086,SC2046
    java -jar "$jar" train input="$train" output="$4" preset=$(echo "$1" | tr , ' ') $common epochs="$2" steps="$3" seed=1 >"$work/log" 2>&1
}

# Sets now to the milliseconds of processor time of all that has been run so far: other work on the machine does not count. Not in a
# subshell, which has run nothing.
clock() {
    times >"$work/times"
    now=$(awk -F '[ms ]' 'NR == 2 { print int(1000 * (60 * $1 + $2 + 60 * $4 + $5)) }' "$work/times")
}

printf '%-32s %10s %8s %7s %8s %8s\n' network parameters ms/step steps s/MP PSNR
for network in "$@"; do
    learn "$network" 1 10 "$work/first.zip"
    clock
    start=$now
    learn "$network" 1 60 "$work/first.zip"
    clock
    long=$((now - start))
    start=$now
    learn "$network" 1 10 "$work/first.zip"
    clock
    step=$(((long - now + start) / 50))
    steps=$((minutes * 60000 / step / 10))
    learn "$network" 10 $steps "$work/model.zip"
    parameters=$(java -jar "$jar" info model="$work/model.zip" | sed -n 's/^Total parameters: //p')
    seconds=$(java -jar "$jar" benchmark model="$work/model.zip" stage=network precision=float32 threads=1 repeats=3 | awk -F, '/^network/ { print 1 / $7 }')
    psnr=$("$here/grey.sh" "$test" 25 "$work/model.zip" | awk '/^mean/ { psnr = $3 } END { print psnr }')
    printf '%-32s %10s %8s %7s %8.2f %8s\n' "$network" "$parameters" "$step" $((steps * 10)) "$seconds" "$psnr"
done
