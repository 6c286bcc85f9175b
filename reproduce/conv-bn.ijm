// The convolutional autoencoder with batch normalisation, on CIFAR-10 with Gaussian noise 0.1, clipped.
// From a shell: java -jar target/Denoiser/plugins/Denoiser_-0.1.0-SNAPSHOT.jar macro reproduce/conv-bn.ijm DATA
// DATA is the folder with cifar10/; results go to the folder reproduced.

data = getArgument();
if (data == "") data = "../shared/data/seeds";
train = data + "/cifar10/train_20000.tar.gz";
test = data + "/cifar10/test_5000.tar.gz";
result = "reproduced/conv-bn";

run("Train Denoiser...", "input=[" + train + "] test=[" + test + "] output=" + result + ".zip resume=true"
	+ " preset=conv-bn channels=3 patch=32 noise=gaussian level=25.5 clip=true loss=mse rate=0.002 batch=128 epochs=10 augment=false split=0.1 steps=0 validation=0 seed=1");
run("Add Noise to Image...", "input=[" + test + "] output=" + result + "-noisy.tif noise=gaussian level=25.5 clip=true seed=1");
run("Denoise Image...", "input=" + result + "-noisy.tif model=" + result + ".zip output=" + result + "-denoised.tif");
run("Compare Denoising...", "reference=[" + test + "] noisy=" + result + "-noisy.tif denoised=" + result + "-denoised.tif"
	+ " count=10 zoom=2 output=" + result + ".png");
