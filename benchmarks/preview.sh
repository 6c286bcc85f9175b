#!/bin/sh
# The preview of Denoise Image: milliseconds from a change to the painted preview, on the sample, on 2048 x 2048 pixels and on a hyperstack, each
# time for so many changes; then of the denoising alone, with all cores and with one.
#
#   benchmarks/preview.sh [CHANGES]      20 if not given
#
# Needs target/Denoiser (./mvnw -DskipTests package) and a display, or Xvfb.
set -eu
changes=${1:-20}
here=$(cd "$(dirname "$0")" && pwd)
plugin=$here/../target/Denoiser
jar=$(ls "$plugin"/plugins/Denoiser_-*.jar | head -1)
noisy=$here/../samples/maize-noisy.tif
work=$(mktemp -d)
server=
trap 'rm -rf "$work"; [ -z "$server" ] || kill "$server"' EXIT
trap 'exit 1' INT TERM
if [ -z "${DISPLAY:-}" ]; then
    Xvfb -displayfd 3 -screen 0 1600x1200x24 -nolisten tcp 3> "$work/display" 2> /dev/null &
    server=$!
    until [ -s "$work/display" ]; do sleep 0.1; done
    DISPLAY=:$(cat "$work/display")
    export DISPLAY
fi
echo "$(nproc) cores, load $(cut -d' ' -f1-3 /proc/loadavg 2> /dev/null || uptime)"
java -Duser.home="$work" -Dplugins.dir="$plugin" -cp "$plugin/ij.jar" "$here/PreviewTimes.java" "$noisy" "$changes"
java -Duser.home="$work" -cp "$jar" "$here/PreviewPartTimes.java" "$noisy" "$plugin/models/General.zip" "$changes"
if command -v taskset > /dev/null; then
    printf 'on one core, '
    taskset -c 0 java -Duser.home="$work" -cp "$jar" "$here/PreviewPartTimes.java" "$noisy" "$plugin/models/General.zip" "$changes"
fi
echo "load $(cut -d' ' -f1-3 /proc/loadavg 2> /dev/null || uptime)"
