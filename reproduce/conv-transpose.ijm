// The convolutional autoencoder with transposed convolutions, which sharpens blurred images of CIFAR-10.
// From a shell: java -jar target/Denoiser/plugins/Denoiser_-0.1.0-SNAPSHOT.jar macro reproduce/conv-transpose.ijm DATA
// DATA is the folder with cifar10/; results go to the folder reproduced.

data = getArgument();
if (data == "") data = "../shared/data/seeds";
train = data + "/cifar10/train_20000.tar.gz";
test = data + "/cifar10/test_5000.tar.gz";
result = "reproduced/conv-transpose";

run("Train Denoiser...", "input=[" + train + "] test=[" + test + "] output=" + result + ".zip resume=true"
	+ " preset=conv-transpose channels=3 patch=32 noise=blur level=1 loss=mse rate=0.001 batch=512 epochs=100 split=0.2 augment=true share=0.3 rotation=30 steps=0 validation=0 seed=1");
run("Add Noise to Image...", "input=[" + test + "] output=" + result + "-noisy.tif noise=blur level=1 seed=1");
run("Denoise Image...", "input=" + result + "-noisy.tif model=" + result + ".zip output=" + result + "-denoised.tif");
run("Compare Denoising...", "reference=[" + test + "] noisy=" + result + "-noisy.tif denoised=" + result + "-denoised.tif"
	+ " count=10 zoom=2 output=" + result + ".png");
