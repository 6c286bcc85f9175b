// What this project would take for MNIST with Gaussian noise 0.5, clipped: the conv-deep network.
// From a shell: java -jar target/Denoiser/plugins/Denoiser_-0.1.0-SNAPSHOT.jar macro reproduce/best-mnist.ijm DATA
// DATA is the folder with mnist/; results go to the folder reproduced.

data = getArgument();
if (data == "") data = "../shared/data/seeds";
train = data + "/mnist/train-images-idx3-ubyte.gz";
test = data + "/mnist/t10k-images-idx3-ubyte.gz";
result = "reproduced/best-mnist";

run("Train Denoiser...", "input=[" + train + "] test=[" + test + "] output=" + result + ".zip resume=true"
	+ " preset=conv-deep patch=28 noise=gaussian level=127.5 clip=true loss=bce rate=0.002 batch=128 epochs=6 augment=false split=0.1 steps=0 validation=0 seed=1");
run("Add Noise to Image...", "input=[" + test + "] output=" + result + "-noisy.tif noise=gaussian level=127.5 clip=true seed=1");
run("Denoise Image...", "input=" + result + "-noisy.tif model=" + result + ".zip output=" + result + "-denoised.tif");
run("Compare Denoising...", "reference=[" + test + "] noisy=" + result + "-noisy.tif denoised=" + result + "-denoised.tif"
	+ " count=10 zoom=2 output=" + result + ".png");
