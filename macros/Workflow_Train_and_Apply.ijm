// A whole workflow: train a model on clean images, see what it has learnt, denoise an image that it has never seen, and
// measure how much nearer to the truth that is.
// The numbers are those of an example that takes seconds. What they should be for real use stands beside them.

epochs = 2;         // 30
steps = 30;         // 100
filters = 8;        // 0: as the network has by default
cleanImages = "";   // "/path/to/clean images/": empty makes a folder of pieces of the sample image

var work = getDirectory("temp") + "denoiser-train-and-apply" + File.separator;
File.makeDirectory(work);
sample = getDirectory("imagej") + "samples" + File.separator + "maize.tif";
setBatchMode(true);
if (cleanImages == "") cleanImages = piecesOf(sample);

// 1. Train. Any noise from weak to strong is added to the clean images, so that the model copes with any of these.
// A name instead of a file, output=MyCells, puts the model where Denoise Image lists it.
model = work + "model.zip";
run("Train Denoiser...", "input=[" + cleanImages + "] learn=clean noise=gaussian level=15-35 output=[" + model
    + "] epochs=&epochs steps=&steps filters=&filters seed=1");

// 2. How the training went: the validation figures of every epoch, as a picture. Curves that still fall ask for more epochs.
curves = work + "curves.png";
run("Denoiser Info...", "model=[" + model + "] output=[" + curves + "]");
close("*");

// 3. An image that was not learnt from: the other side of the sample, to which noise is added, since its truth is wanted below.
open(sample);
makeRectangle(getWidth() / 2, 0, getWidth() / 2, getHeight() / 2);
run("Crop");
rename("clean");
run("Add Noise to Image...", "noise=gaussian level=25 seed=7");
rename("noisy");
run("Denoise Image...", "model=[" + model + "]");
rename("denoised");

// 4. Measure, look, save. The last row of each measurement holds the means.
run("Clear Results");
run("Evaluate Denoising...", "input=noisy target=clean");
before = getResult("PSNR", nResults - 1);
run("Evaluate Denoising...", "input=denoised target=clean");
after = getResult("PSNR", nResults - 1);
print("PSNR " + d2s(before, 2) + " dB before, " + d2s(after, 2) + " dB after");
run("Compare Denoising...", "reference=clean noisy=noisy denoised=denoised count=3 patch=96 zoom=2 output=[" + work + "comparison.png]");
selectImage("denoised");
saveAs("tiff", work + "denoised.tif");
print("Model, curves, comparison and result are in " + work);

// Cuts the left half of an image into a folder of pieces.
function piecesOf(path) {
    pieces = work + "clean" + File.separator;
    File.makeDirectory(pieces);
    for (i = 0; i < 4; i++) {
        open(path);
        makeRectangle(0, i * 128, getWidth() / 2, 128);
        run("Crop");
        saveAs("tiff", pieces + "piece" + i);
        close();
    }
    return pieces;
}
