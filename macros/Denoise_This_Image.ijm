// Denoises an image without a model: it learns from the noisy image alone. The result becomes the active image.

samples = getDirectory("imagej") + "samples" + File.separator;
open(samples + "maize-noisy.tif");
makeRectangle(100, 100, 96, 96);
run("Crop");
rename("corner");
run("Denoise This Image...", "noise=auto");
print(getTitle() + " has " + bitDepth() + " bits a pixel, as the image before it.");

// The same where the noise is known to be Gaussian with a standard deviation of 25, and a little of it may stay.
selectImage("corner");
run("Denoise This Image...", "noise=gaussian level=25 strength=0.9 type=float");
print("The second result has " + bitDepth() + " bits a pixel.");
