// A whole workflow for one noisy stack and nothing else: no clean images, no second exposure. The network learns by hiding pixels
// of the stack itself (Noise2Void), which holds where the noise differs from pixel to pixel, and then denoises the stack.
// The numbers are those of an example that takes seconds. What they should be for real use stands beside them.

epochs = 2;         // 90
steps = 30;         // 100
filters = 8;        // 0: as the network has by default
noisyStack = "";    // "/path/to/stack.tif": empty makes a small stack of the sample image, whose truth is known

var work = getDirectory("temp") + "denoiser-noise2void" + File.separator;
File.makeDirectory(work);
setBatchMode(true);
if (noisyStack == "") noisyStack = sampleStack();
open(noisyStack);
rename("noisy");
print(nSlices + " slices of " + getWidth() + "x" + getHeight() + " pixels of " + bitDepth() + " bits");

// 1. What noise is there? Neighbours that are correlated ('Noise right', 'Noise down' far from 0) mean that this way to learn does
// not fit: a network could find a hidden pixel's noise in those around it. Try Denoise This Image on such a stack.
run("Clear Results");
run("Evaluate Denoising...", "input=noisy");
print("Noise " + d2s(getResult("Noise", 0), 1) + ", correlation with the neighbour at the right " + d2s(getResult("Noise right", 0), 2));

// 2. Learn. Some slices' rows are kept aside to validate with.
model = work + "model.zip";
run("Train Denoiser...", "input=noisy learn=noise2void mask=4 replace=median output=[" + model
    + "] epochs=&epochs steps=&steps filters=&filters rate=0.001 seed=1");

// 3. Denoise. What the network says of a pixel is combined with the pixel's own value (own=auto).
run("Denoise Image...", "input=noisy model=[" + model + "] type=float");
rename("denoised");
saveAs("tiff", work + "denoised.tif");
rename("denoised");

// 4. Judge without a truth: what was taken should be as strong as the noise and as little correlated.
run("Clear Results");
run("Evaluate Denoising...", "input=denoised noisy=noisy");
last = nResults - 1;
print("Noise before " + d2s(getResult("Noise before", last), 1) + ", left " + d2s(getResult("Noise left", last), 1)
    + ", taken " + d2s(getResult("Taken", last), 1));

// 5. Here the truth is known.
if (File.exists(work + "clean.tif")) {
    open(work + "clean.tif");
    rename("clean");
    run("Clear Results");
    run("Evaluate Denoising...", "input=noisy target=clean");
    before = getResult("PSNR", nResults - 1);
    run("Evaluate Denoising...", "input=denoised target=clean");
    print("PSNR " + d2s(before, 2) + " dB before, " + d2s(getResult("PSNR", nResults - 1), 2) + " dB after");
}

// Makes a stack of pieces of the sample image, as they might be opened from a microscope, and adds noise to it.
function sampleStack() {
    pieces = work + "pieces" + File.separator;
    File.makeDirectory(pieces);
    for (i = 0; i < 4; i++) {
        open(getDirectory("imagej") + "samples" + File.separator + "maize.tif");
        makeRectangle(96 * i, 128, 96, 128);
        run("Crop");
        saveAs("tiff", pieces + "slice" + i);
        close();
    }
    File.openSequence(pieces);
    saveAs("tiff", work + "clean.tif");
    run("Add Noise to Image...", "noise=gaussian level=25 seed=1");
    saveAs("tiff", work + "noisy.tif");
    close("*");
    return work + "noisy.tif";
}
