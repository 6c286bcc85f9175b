#!/bin/sh
# Noise2Void as people use it: trains a model on the noisy images of FMD and one on those of W2S, for the rows of quality.sh.
#
#   benchmarks/noise2void-sets.sh DATA FOLDER [KEY=VALUE...]
#
# DATA holds FMD/raw and W2S/noisy_avg1; the models go to FOLDER, which quality.sh is then given as noise2void=FOLDER. Keys of the command
# train replace the settings below, all of them. What is there is not trained again, and what was stopped goes on. Needs target/Denoiser
# (./mvnw -DskipTests package).
set -eu
data=$1
folder=$2
shift 2
[ $# -gt 0 ] || set -- preset=unet mask=4 replace=median rate=0.001 epochs=5 steps=200
here=$(dirname "$0")
jar=$(ls "$here"/../target/Denoiser/plugins/Denoiser_-*.jar)
mkdir -p "$folder"
for set in FMD W2S; do
    noisy=$data/$set/raw
    [ -d "$noisy" ] || noisy=$data/$set/noisy_avg1
    [ -f "$folder/$set.zip" ] || java -jar "$jar" train learn=noise2void input="$noisy" output="$folder/$set.zip" resume=true "$@"
done
