// A deeper convolutional autoencoder on Devanagari digits with Gaussian noise 0.5, clipped.
// From a shell: java -jar target/Denoiser/plugins/Denoiser_-0.1.0-SNAPSHOT.jar macro reproduce/conv-deep.ijm DATA
// DATA is the folder with devanagari/; results go to the folder reproduced.

data = getArgument();
if (data == "") data = "../shared/data/seeds";
train = data + "/devanagari/digits_train_7000.tar.gz";
test = data + "/devanagari/digits_test_3000.tar.gz";
result = "reproduced/conv-deep";

run("Train Denoiser...", "input=[" + train + "] test=[" + test + "] output=" + result + ".zip resume=true"
	+ " preset=conv-deep patch=32 noise=gaussian level=127.5 clip=true loss=bce rate=0.002 batch=64 epochs=30 augment=false split=0.1 steps=0 validation=0 seed=1");
run("Add Noise to Image...", "input=[" + test + "] output=" + result + "-noisy.tif noise=gaussian level=127.5 clip=true seed=1");
run("Denoise Image...", "input=" + result + "-noisy.tif model=" + result + ".zip output=" + result + "-denoised.tif");
run("Compare Denoising...", "reference=[" + test + "] noisy=" + result + "-noisy.tif denoised=" + result + "-denoised.tif"
	+ " count=10 zoom=2 output=" + result + ".png");
