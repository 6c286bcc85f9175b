// Trains a small network on one clean image, for seconds instead of minutes, and denoises with it.
// For real use leave filters, epochs and steps at their defaults and give a folder: input=[/path/to/clean images].

newImage("Clean", "8-bit ramp", 256, 256, 1);
run("Add Noise to Image...", "noise=gaussian level=20 seed=1");
noisy = getTitle();

selectImage("Clean");
package = getDirectory("temp") + "denoiser-example.zip";
run("Train Denoiser...", "output=[" + package + "] noise=gaussian level=20 filters=8 epochs=2 steps=25 patch=32 seed=1");

selectImage(noisy);
run("Denoise Image...", "model=[" + package + "]");
run("Clear Results");
run("Evaluate Denoising...", "target=Clean");
print("PSNR after denoising " + d2s(getResult("PSNR", nResults - 1), 1) + " dB");
File.delete(package);
