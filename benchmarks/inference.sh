#!/bin/sh
# The same model here and in Python's PyTorch, in turns on the same machine: network alone and from image to image, seconds (medians of
# the rounds), how many times as fast this program is, and the peaks of resident memory.
#
#   benchmarks/inference.sh [MODEL [SIZES [THREADS [ROUNDS [PRECISIONS]]]]]     for example: benchmarks/inference.sh models/General.zip 1024,4096 2 3
#
# Needs target/Denoiser (./mvnw -DskipTests package), and python3 with torch for the peer (PYTHON names another one).
set -eu
here=$(dirname "$0")
model=${1:-$here/../models/General.zip}
sizes=${2:-1024,4096}
threads=${3:-2}
rounds=${4:-3}
precisions=${5:-float32}
python=${PYTHON:-python3}
jar=$(ls "$here"/../target/Denoiser/plugins/Denoiser_-*.jar)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

compare() { # STAGE SIZE REPEATS PRECISION
    : >"$work/here"
    : >"$work/python"
    round=0
    while [ $round -lt "$rounds" ]; do
        round=$((round + 1))
        java -jar "$jar" benchmark model="$model" stage="$1" sizes="$2" threads="$threads" precision="$4" repeats="$3" |
            tail -n 1 >>"$work/here"
        echo >>"$work/here"
        "$python" "$here/inference.py" "$model" "$1" "$2" "$threads" "$4" "$3" | tail -n 1 >>"$work/python"
    done
    awk -F, -v stage="$1" -v precision="$4" '
        function median(v, n,    i, j, t) {
            for (i = 2; i <= n; i++) for (j = i; j > 1 && v[j - 1] > v[j]; j--) { t = v[j]; v[j] = v[j - 1]; v[j - 1] = t }
            return v[int((n + 1) / 2)]
        }
        NF < 8 { next }
        FILENAME ~ /here$/ { ours[++a] = $6 + 0; if ($8 > oursPeak) oursPeak = $8 + 0 }
        FILENAME ~ /python$/ { theirs[++b] = $6 + 0; if ($8 > theirPeak) theirPeak = $8 + 0 }
        { megapixels = $5 }
        END {
            x = median(ours, a); y = median(theirs, b)
            printf "%-8s %-9s %10.3f %10.3f %10.3f %7.2f %8d %8d\n", stage, precision, megapixels, x, y, y / x, oursPeak, theirPeak
        }' "$work/here" "$work/python"
}

printf '%-8s %-9s %10s %10s %10s %7s %8s %8s\n' stage precision megapixels here python ratio MB-here MB-py
for precision in $(echo "$precisions" | tr , ' '); do
    compare network 512 5 "$precision"
    for size in $(echo "$sizes" | tr , ' '); do
        repeats=3
        [ "$size" -le 2048 ] || repeats=1
        compare image "$size" $repeats "$precision"
    done
done
