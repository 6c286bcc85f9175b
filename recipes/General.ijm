// How models/General.zip was made: five trainings and nothing else. When one is stopped (Ctrl-C, Escape, a power cut), running this
// again goes on from its last checkpoint. The first took 95 minutes on two cores that had other work to do, the second 100, the third
// 134 and the fourth 134 minutes of one core, the fifth 128 minutes of two cores, beside other work and in bfloat16; the last three were stopped after
// 112 of 130, 139 of 145 and 154 of 165 epochs and kept what they had.
// From a shell: java -jar target/Denoiser/plugins/Denoiser_-0.1.0-SNAPSHOT.jar macro recipes/General.ijm DATA
// DATA is the folder that holds natural/ (photographs and textures); the models go to the folder recipes/made.

data = getArgument();
if (data == "") data = "../shared/data/train";
about = " author=[Denoiser developers] licence=CC-BY-SA-4.0"
	+ " description=[Removes white Gaussian noise of unknown strength, standard deviation 5 to 55 of 255, from grey images. A general model for camera pictures of any kind; noise of photon-limited microscopes is different.]"
	+ " credits=[15 photographs | Debian lomiri-wallpapers-16.04, by Aitzol Berasategi, Trevor Freespace, Abhishek Mudgal, Jakub Mede (CC BY 4.0), Clemens Engelhardt (CC0), Peter Nerlich, Sander Klootwijk, Bolly (CC BY-SA 4.0) | CC BY 4.0, CC0 1.0 and CC BY-SA 4.0;"
	+ "7 pictures and textures (astronaut, brick, camera, chelsea, coffee, grass, gravel) | scikit-image sample data | CC0 1.0 and public domain]";

// In three steps: the macro language takes "!a || b" for !(a || b), and what File.exists returns for text once it is returned again.
function isUnfinished(model) {
	if (!File.exists(model)) return 1;
	if (File.exists(model + ".checkpoint")) return 1;
	return 0;
}

File.makeDirectory("recipes/made");
first = "recipes/made/General-first.zip";
second = "recipes/made/General-second.zip";
third = "recipes/made/General-third.zip";
fourth = "recipes/made/General-fourth.zip";
if (isUnfinished(first)) run("Train Denoiser...", "input=[" + data + "/natural] output=" + first + " resume=true"
	+ " preset=residual-unet noise=gaussian level=5-55 loss=l1 sides=1600,1100,800,560 detail=8"
	+ " epochs=60 steps=120 batch=16 patch=64 rate=0.0005 warmup=100 patience=0 averaging=0.999 split=0.05 seed=2" + about);
// Smaller pictures hold as much detail as those that people denoise; larger patches have fewer borders.
if (isUnfinished(second)) run("Train Denoiser...", "input=[" + data + "/natural] output=" + second + " resume=true start=" + first
	+ " noise=gaussian level=5-55 loss=log sides=800,560,400,280 detail=20"
	+ " epochs=75 steps=120 batch=4 patch=128 rate=0.0005 warmup=100 patience=0 averaging=0.999 split=0.05 seed=5" + about);
// Each size averages other pixels of a photograph: more sizes are more pictures.
if (isUnfinished(third)) run("Train Denoiser...", "input=[" + data + "/natural] output=" + third + " resume=true start=" + second
	+ " noise=gaussian level=5-55 loss=log sides=800,700,620,560,500,450,400,360,320,280,250 detail=18"
	+ " epochs=130 steps=120 batch=4 patch=128 rate=0.0005 warmup=100 patience=0 averaging=0.999 split=0.05 seed=7" + about);
// So many places with detail that few others are drawn make smooth pictures suffer: as many of each kind as photographs of 480 pixels hold.
if (isUnfinished(fourth)) run("Train Denoiser...", "input=[" + data + "/natural] output=" + fourth + " resume=true start=" + third
	+ " noise=gaussian level=5-55 loss=log sides=1600,1130,800,700,620,560,500,450,400,360,320,280,250 detail=5"
	+ " epochs=145 steps=120 batch=4 patch=128 rate=0.0005 warmup=100 patience=0 averaging=0.999 split=0.05 seed=11" + about);
// Cameras and 8-bit files cut noise off at black and white, in dark pictures much of it.
run("Train Denoiser...", "input=[" + data + "/natural] output=recipes/made/General.zip resume=true start=" + fourth
	+ " noise=gaussian level=5-55 loss=log sides=1600,1130,800,700,620,560,500,450,400,360,320,280,250 detail=5 clip=0.4 darken=0.1"
	+ " epochs=165 steps=120 batch=4 patch=128 rate=0.0005 warmup=100 patience=0 averaging=0.999 split=0.05 seed=13" + about);
