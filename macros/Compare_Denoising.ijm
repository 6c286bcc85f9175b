// Shows an image without noise, with noise and denoised, one under the other, with PSNR and SSIM under each.

samples = getDirectory("imagej") + "samples" + File.separator;
open(samples + "maize.tif");
open(samples + "maize-noisy.tif");
run("Denoise Image...", "model=General");
rename("maize-denoised");

// Four pieces of 96x96 pixels at random places, twice as large; the same seed gives the same places.
run("Compare Denoising...", "reference=maize.tif noisy=maize-noisy.tif denoised=maize-denoised count=4 patch=96 zoom=2 seed=1");
print("The montage has " + getWidth() + "x" + getHeight() + " pixels.");

// Whole images, with what the denoised one differs from the original; saved as a picture.
picture = getDirectory("temp") + "denoiser-comparison.png";
run("Compare Denoising...", "reference=maize.tif noisy=maize-noisy.tif denoised=maize-denoised difference output=[" + picture + "]");
print(File.exists(picture) + " picture");
