// How models/Electron.zip was made: the command and nothing else. It goes on from models/General.zip; when it is stopped
// (Ctrl-C, Escape, a power cut), running it again goes on from its last checkpoint.
// From a shell: java -jar target/Denoiser/plugins/Denoiser_-0.1.0-SNAPSHOT.jar macro recipes/Electron.ijm DATA
// DATA is the folder that holds natural/ (textures) and microscopy/; the model goes to the folder recipes/made.
// The picture xy_8bit__em_mitochondria_er of NEUBIAS is kept aside to measure with.

data = getArgument();
if (data == "") data = "../shared/data/train";
images = data + "/microscopy/NEUBIAS/celegans_em_volume;" + data + "/microscopy/NEUBIAS/xy_8bit__em_fly_eye.tif";
textures = newArray("brick", "camera", "coffee", "grass", "gravel");
for (i = 0; i < textures.length; i++) images = images + ";" + data + "/natural/" + textures[i] + ".png";

File.makeDirectory("recipes/made");
run("Train Denoiser...", "input=[" + images + "] output=recipes/made/Electron.zip resume=true start=models/General.zip"
	+ " shrink=1.5 sides=340 contrast=8 soften=0-1.2 expose=true"
	+ " noise=microscope level=10-150 balance=true loss=mse"
	+ " epochs=12 steps=120 batch=16 patch=64 rate=0.0003 warmup=100 patience=0 averaging=0.998 split=0.05 seed=4"
	+ " author=[Denoiser developers] licence=CC-BY-SA-4.0"
	+ " description=[Removes the noise of electron microscopes from grey images: strong, white or shared by neighbouring pixels.]"
	+ " credits=[22 pictures of electron microscopes (C. elegans, eye of a fly) | NEUBIAS training resources | CC BY 4.0;"
	+ "5 textures and pictures (brick, camera, coffee, grass, gravel) | scikit-image sample data | CC0 1.0 and public domain]");
