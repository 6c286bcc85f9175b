// Measures what a filter does to a noisy image, by the distance to the image without noise.
// The Results table gets a row for each plane and a row with the means.

run("Clear Results");
newImage("Clean", "8-bit ramp", 256, 256, 1);
clean = getTitle();

run("Add Noise to Image...", "noise=gaussian level=25 seed=1");
noisy = getTitle();
run("Evaluate Denoising...", "input=[" + noisy + "] target=[" + clean + "]");
before = getResult("PSNR", nResults - 1);

run("Smooth");
run("Smooth");
run("Evaluate Denoising...", "target=[" + clean + "]");
after = getResult("PSNR", nResults - 1);

print("PSNR of the noisy image " + d2s(before, 2) + " dB, after smoothing " + d2s(after, 2) + " dB");
print("SSIM after smoothing " + d2s(getResult("SSIM", nResults - 1), 3));
