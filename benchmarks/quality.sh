#!/bin/sh
# Measures denoising on the field's test sets and writes docs/quality.md: installed models, ImageJ's filters at their best radius, self,
# noise2void.
#
#   benchmarks/quality.sh DATA [KEY=VALUE...]
#
# DATA holds the folders Set12 and BSD68 (clean images), FMD (raw and gt) and W2S (noisy_avg1 and gt_avg400). Keys:
#
#   sets=Set12,BSD68,FMD,W2S,speed    which are measured; speed is an image of 1024x1024
#   sigmas=15,25,50                   noise added to those that are clean images alone
#   methods=noisy,gaussian,median,models,noise2void    and self, which takes 20 to 60 minutes for all sets
#   models=General,Fluorescence,Electron    names in models/, or files ending in .zip; what is not there is left out
#   ensemble=1                        in how many orientations the models see each image: 1, 4 or 8
#   noise2void=FOLDER                 with models trained on the noisy images of a set: Set12-25.zip, FMD.zip and so on
#   images=N                          the first N images of each set alone, for a quick look
#
# Each measured image is a row of docs/quality.csv and is not measured again, unless its model has changed; so a run can be stopped, and done in
# parts. ROWS in the environment names another table: with one that is not there all is measured anew; with PAGE=FILE the page goes elsewhere.
# MACHINE in the environment describes the computer on the page. With PICTURES in the environment, a folder that holds
# train/microscopy/NEUBIAS, the pictures are drawn anew. Needs target/Denoiser (./mvnw -DskipTests package).
set -eu
data=$(cd "$1" && pwd)
shift
cd "$(dirname "$0")/.."
jar=$(ls target/Denoiser/plugins/Denoiser_-*.jar)
rows=${ROWS:-docs/quality.csv}
java -Djava.awt.headless=true -cp "$jar" benchmarks/Quality.java "$data" "$rows" "$@"
if [ -n "${PICTURES:-}" ]; then
    set --
    for model in General Fluorescence Electron; do
        [ ! -f models/$model.zip ] || set -- "$@" models/$model.zip
    done
    java -Djava.awt.headless=true -cp "$jar" benchmarks/QualityPictures.java "$PICTURES" docs/images "$@"
fi
java benchmarks/QualityPage.java "$rows" "${PAGE:-docs/quality.md}" ${MACHINE:+"$MACHINE"}
