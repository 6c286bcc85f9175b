// Denoises all images of a folder into another one. What an earlier run has finished is done again only where the key 'again' is given.

samples = getDirectory("imagej") + "samples" + File.separator;
noisy = getDirectory("temp") + "denoiser-noisy";
denoised = getDirectory("temp") + "denoiser-results";
File.makeDirectory(noisy);
for (i = 1; i <= 2; i++) {
    open(samples + "maize-noisy.tif");
    makeRectangle(100 * i, 100, 96, 96);
    run("Crop");
    saveAs("tiff", noisy + File.separator + "corner" + i);
    close();
}

run("Denoise Folder...", "input=[" + noisy + "] output=[" + denoised + "] model=General again");

// The results have the names of the images, and a table tells what became of each.
open(denoised + File.separator + "corner2.tif");
print(getTitle() + " has " + getWidth() + "x" + getHeight() + " pixels of " + bitDepth() + " bits, as the image before it.");
print(File.exists(denoised + File.separator + "denoised.csv") + " table");

// Only images of a name, with everything said; the results are neither rounded nor clipped.
run("Denoise Folder...", "input=[" + noisy + "] output=[" + denoised + "] model=General files=corner1* type=float again tile=256 overlap=32 device=cpu precision=float32");
open(denoised + File.separator + "corner1.tif");
print("The second result has " + bitDepth() + " bits a pixel.");
