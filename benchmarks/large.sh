#!/bin/sh
# A stack larger than memory through the shell command: seconds, and the resident memory of the process every few seconds.
#
#   benchmarks/large.sh PLANES [HEAP] [KEY=VALUE...]     2048 x 2048 16-bit planes of 8 MB each; HEAP is Java's -Xmx, 512m if not given;
#                                                        further keys go to denoise, such as model=FILE or roi=selection, which
#                                                        leaves reading and writing with hardly any network
#
# Needs target/Denoiser (./mvnw -DskipTests package), Linux for the figures of memory, and twice the stack's size on the disk of
# TMPDIR. Works in a temporary folder.
set -eu
planes=$1
heap=${2:-512m}
shift
[ $# -eq 0 ] || shift
here=$(dirname "$0")
jar=$(ls "$here"/../target/Denoiser/plugins/Denoiser_-*.jar | head -1)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' INT TERM
java -cp "$here/../target/Denoiser/ij.jar" "$here/LargeStack.java" "$work/in.tif" "$planes"
ls -l "$work/in.tif"
start=$(date +%s)
java -Xmx"$heap" -jar "$jar" denoise input="$work/in.tif" output="$work/out.tif" "$@" &
pid=$!
while kill -0 $pid 2>/dev/null; do
    rss=$(sed -n 's/^VmRSS:[^0-9]*\([0-9]*\).*/\1/p' /proc/$pid/status 2>/dev/null || true)
    part=$(ls -A "$work" | grep 'part$' || true)
    written=$([ -z "$part" ] || stat -c %s "$work/$part" 2>/dev/null || echo)
    [ -z "$rss" ] || echo "$(($(date +%s) - start)) s: $((rss / 1024)) MB resident, $((${written:-0} / 1048576)) MB written"
    sleep 5
done
wait $pid
echo "$(($(date +%s) - start)) s in all"
ls -l "$work/out.tif"
