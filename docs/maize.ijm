// Makes the picture of the README: clean, noisy and denoised, a part of each side by side. Run in ImageJ, or in a shell:
//   java -jar ij.jar -batch docs/maize.ijm

samples = getDirectory("imagej") + "samples" + File.separator;
output = getDirectory("imagej") + "maize.png";
setBatchMode(true);
open(samples + "maize.tif");
clean = getImageID();
open(samples + "maize-noisy.tif");
noisy = getImageID();
run("Denoise Image...", "model=General");
denoised = getImageID();

newImage("Clean, noisy, denoised", "8-bit white", 3 * 360 + 20, 360, 1);
picture = getImageID();
paste(clean, 0);
paste(noisy, 370);
paste(denoised, 740);
saveAs("PNG", output);

function paste(image, x) {
    selectImage(image);
    makeRectangle(110, 150, 360, 360);
    run("Copy");
    selectImage(picture);
    makeRectangle(x, 0, 360, 360);
    run("Paste");
    run("Select None");
}
