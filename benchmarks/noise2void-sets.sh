#!/bin/sh
# Noise2Void as people use it: trains a model on the noisy images of each set that quality.sh measures, for its rows.
#
#   benchmarks/noise2void-sets.sh DATA FOLDER [KEY=VALUE...]
#
# DATA holds FMD/raw, W2S/noisy_avg1 and the clean images Set12 and BSD68, which get the noise that quality.sh gives them, of each sigma of
# SIGMAS in the environment (15 25 50). The models go to FOLDER, which quality.sh is then given as noise2void=FOLDER. Keys of the command
# train replace the settings below, all of them. What is there is not trained again, and what was stopped goes on; the noisy images stay in
# FOLDER/noisy, since a training goes on with the files that it began with. Needs target/Denoiser (./mvnw -DskipTests package).
set -eu
data=$1
folder=$2
shift 2
[ $# -gt 0 ] || set -- preset=unet mask=4 replace=median rate=0.001 epochs=5 steps=200
here=$(dirname "$0")
jar=$(ls "$here"/../target/Denoiser/plugins/Denoiser_-*.jar)
mkdir -p "$folder"

# learn NAME NOISY [KEY=VALUE...]
learn() {
    model=$folder/$1.zip
    noisy=$2
    shift 2
    [ -f "$model" ] || java -jar "$jar" train learn=noise2void input="$noisy" output="$model" resume=true "$@"
}

learn FMD "$data/FMD/raw" "$@"
learn W2S "$data/W2S/noisy_avg1" "$@"
for set in Set12 BSD68; do
    for sigma in ${SIGMAS:-15 25 50}; do
        noisy=$folder/noisy/$set-$sigma
        if [ ! -d "$noisy" ]; then
            java -cp "$jar" "$here/NoisyFolder.java" "$data/$set" "$sigma" "$noisy.part"
            mv "$noisy.part" "$noisy"
        fi
        learn "$set-$sigma" "$noisy" range=0-255 "$@"
    done
done
