// How models/General.zip was made: the command and nothing else. When it is stopped (Ctrl-C, Escape, a power cut), running it again
// goes on from its last checkpoint. It took 95 minutes on two cores that had other work to do.
// From a shell: java -jar target/Denoiser/plugins/Denoiser_-0.1.0-SNAPSHOT.jar macro recipes/General.ijm DATA
// DATA is the folder that holds natural/ (photographs and textures); the model goes to the folder recipes/made.

data = getArgument();
if (data == "") data = "../shared/data/train";

File.makeDirectory("recipes/made");
run("Train Denoiser...", "input=[" + data + "/natural] output=recipes/made/General.zip resume=true"
	+ " preset=residual-unet noise=gaussian level=5-55 loss=l1 sides=1600,1100,800,560 detail=8"
	+ " epochs=60 steps=120 batch=16 patch=64 rate=0.0005 warmup=100 patience=0 averaging=0.999 split=0.05 seed=2"
	+ " author=[Denoiser developers] licence=CC-BY-SA-4.0"
	+ " description=[Removes white Gaussian noise of unknown strength, standard deviation 5 to 55 of 255, from grey images. A general model for camera pictures of any kind; noise of photon-limited microscopes is different.]"
	+ " credits=[15 photographs | Debian lomiri-wallpapers-16.04, by Aitzol Berasategi, Trevor Freespace, Abhishek Mudgal, Jakub Mede (CC BY 4.0), Clemens Engelhardt (CC0), Peter Nerlich, Sander Klootwijk, Bolly (CC BY-SA 4.0) | CC BY 4.0, CC0 1.0 and CC BY-SA 4.0;"
	+ "7 pictures and textures (astronaut, brick, camera, chelsea, coffee, grass, gravel) | scikit-image sample data | CC0 1.0 and public domain]");
