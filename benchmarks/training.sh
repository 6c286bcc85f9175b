#!/bin/sh
# Training steps of the same networks here and in Python's PyTorch, in turns on the same machine: for each network the median of
# the rounds' medians, in milliseconds a step, and how many times as fast this program is.
#
#   benchmarks/training.sh [THREADS [ROUNDS [NETWORKS]]]      for example: benchmarks/training.sh 2 5 "conv-latent unet"
#
# Needs target/Denoiser (./mvnw -DskipTests package), and python3 with torch for the peer (PYTHON names another one).
set -eu
threads=${1:-1}
rounds=${2:-3}
networks=${3:-dense conv-pool conv-bn conv-latent unet dncnn}
here=$(dirname "$0")
python=${PYTHON:-python3}
jar=$(ls "$here"/../target/Denoiser/plugins/Denoiser_-*.jar)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

median() { sort -n "$1" | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }

printf '%-12s %5s %8s %8s %8s\n' network batch here python ratio
for network in $networks; do
    loss=bce steps=30
    case $network in
    dense) batch=256 steps=60 ;;
    unet | dncnn) batch=16 loss=mse steps=9 ;;
    *) batch=128 ;;
    esac
    : >"$work/here"
    : >"$work/python"
    round=0
    while [ $round -lt "$rounds" ]; do
        round=$((round + 1))
        java -jar "$jar" benchmark preset="$network" stage=training batch=$batch loss=$loss precision=float32 \
            threads="$threads" repeats=$steps | awk -F, '$1 == "training step" { print 1000 * $6 }' >>"$work/here"
        "$python" "$here/peer.py" "$network" $batch $steps "$threads" | awk -F, '{ print $7 }' >>"$work/python"
    done
    ours=$(median "$work/here")
    theirs=$(median "$work/python")
    printf '%-12s %5s %8.1f %8.1f %8.2f\n' "$network" $batch "$ours" "$theirs" \
        "$(awk -v a="$theirs" -v b="$ours" 'BEGIN { print a / b }')"
done
