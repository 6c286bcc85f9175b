// Denoises an image with the model that comes with the plugin. The result becomes the active image.

samples = getDirectory("imagej") + "samples" + File.separator;
open(samples + "maize-noisy.tif");
run("Denoise Image...", "model=General");
print(getTitle() + " has " + bitDepth() + " bits a pixel, as the image before it.");

// The same with everything said; the result is neither rounded nor clipped.
selectImage("maize-noisy.tif");
run("Denoise Image...", "model=General type=float tile=256 overlap=32 device=cpu precision=float32");
print("The second result has " + bitDepth() + " bits a pixel.");
