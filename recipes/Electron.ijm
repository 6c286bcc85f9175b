// How models/Electron.zip was made: the command and nothing else, but that it went on from the first of General's five trainings, where this
// goes on from the General that ships. When it is stopped (Ctrl-C, Escape, a power cut), running it again goes on from its last checkpoint.
// It took 14 minutes of one core, beside other work.
// From a shell: java -jar target/Denoiser/plugins/Denoiser_-0.1.0-SNAPSHOT.jar macro recipes/Electron.ijm DATA
// DATA is the folder that holds natural/ (photographs and textures) and microscopy/; the model goes to the folder recipes/made.
// The picture xy_8bit__em_mitochondria_er of NEUBIAS is kept aside to measure with.

data = getArgument();
if (data == "") data = "../shared/data/train";
m = data + "/microscopy/NEUBIAS/";

File.makeDirectory("recipes/made");
run("Train Denoiser...", "input=[" + m + "celegans_em_volume;" + m + "xy_8bit__em_fly_eye.tif;" + data + "/natural]"
	+ " output=recipes/made/Electron.zip resume=true start=models/General.zip"
	// Electron micrographs have grain of their own, which would be learnt as detail; there are few, so that photographs join them.
	+ " shrink=1.5 sides=560,340 detail=15 soften=0-1.2 expose=true"
	+ " noise=microscope level=10-150 balance=true loss=log"
	+ " epochs=10 steps=120 batch=16 patch=64 rate=0.0003 warmup=100 patience=0 averaging=0.998 split=0.05 seed=4"
	+ " author=[Denoiser developers] licence=CC-BY-SA-4.0"
	+ " description=[Removes the noise of electron microscopes from grey images: weak to strong, of few electrons or white, each pixel by itself or shared by neighbouring pixels.]"
	+ " credits=[22 pictures of electron microscopes (C. elegans, eye of a fly) | NEUBIAS training resources | CC BY 4.0;"
	+ "15 photographs | Debian lomiri-wallpapers-16.04, by Aitzol Berasategi, Trevor Freespace, Abhishek Mudgal, Jakub Mede (CC BY 4.0), Clemens Engelhardt (CC0), Peter Nerlich, Sander Klootwijk, Bolly (CC BY-SA 4.0) | CC BY 4.0, CC0 1.0 and CC BY-SA 4.0;"
	+ "7 pictures and textures (astronaut, brick, camera, chelsea, coffee, grass, gravel) | scikit-image sample data | CC0 1.0 and public domain]");
