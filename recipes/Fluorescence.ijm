// How models/Fluorescence.zip was made: three trainings and nothing else, but that the first went on from the first of General's trainings, where
// this goes on from the General that ships, and did not know coarse noise yet (of cameras that interpolate colours), which noise=microscope has
// now. When one is stopped (Ctrl-C, Escape, a power cut), running this again goes on from its last checkpoint. They took 65, 44 and 15 minutes
// of one core, the latter two beside other work.
// From a shell: java -jar target/Denoiser/plugins/Denoiser_-0.1.0-SNAPSHOT.jar macro recipes/Fluorescence.ijm DATA
// DATA is the folder that holds natural/ (photographs and textures) and microscopy/; the model goes to the folder recipes/made.

data = getArgument();
if (data == "") data = "../shared/data/train";
m = data + "/microscopy/";
images = m + "DSB2018_fluo;" + m + "BBBC022_16bit;" + m + "maize"
	+ ";" + m + "CellProfiler_examples/ExampleHuman;" + m + "CellProfiler_examples/ExampleFly"
	+ ";" + m + "CellProfiler_examples/ExampleUntangleWorms;" + m + "Hagen_GigaDB_8bit/high_snr";
// Photographs without the textures of skimage, which look like noise once they are soft.
photographs = getFileList(data + "/natural");
for (i = 0; i < photographs.length; i++) {
	p = photographs[i];
	if (endsWith(p, ".jpg") || matches(p, "(astronaut|camera|chelsea|coffee)\\.png")) images = images + ";" + data + "/natural/" + p;
}
// Those of NEUBIAS that are clean; the others are noisy themselves.
clean = newArray("xy_12bit__saturated_plant", "xy_16bit__bacteria_cords_thick", "xy_16bit__bacteria_cords_thin",
	"xy_16bit__rat_hippocampal_neuron", "xy_16bit_calibrated__nuclei_various_shapes", "xyc_16bit__cell_dna_mts_actin",
	"xyc_16bit__nuclei_golgi", "xyc_16bit__nup_nuclei");
for (i = 0; i < clean.length; i++) images = images + ";" + m + "NEUBIAS/" + clean[i] + ".tif";

about = " author=[Denoiser developers] licence=CC-BY-SA-4.0"
	+ " description=[Removes the noise of fluorescence microscopes from grey images: photons or background light of any strength, neighbouring pixels that share noise, hot pixels. For confocal, two-photon and wide-field pictures.]"
	+ " credits=[179 pictures of nuclei | 2018 Data Science Bowl, corrected by K. Lopuhin and others | CC0 1.0;"
	+ "8 pictures | NEUBIAS training resources | CC BY 4.0;"
	+ "Cell Painting, 3 channels | BBBC022 (M. Gustafsdottir and others, Broad Institute) | CC0 1.0;"
	+ "6 pictures of human and fly cells and worms | CellProfiler examples (Broad Institute) | BSD-3-Clause;"
	+ "maize, membranes | D. Legland, and S. M. Kuhn through R. Haase's notebooks | CC BY 4.0;"
	+ "3 pictures of high exposure | G. M. Hagen and others, GigaDB 100888 | CC0 1.0]";

// In three steps: the macro language takes "!a || b" for !(a || b), and what File.exists returns for text once it is returned again.
function isUnfinished(model) {
	if (!File.exists(model)) return 1;
	if (File.exists(model + ".checkpoint")) return 1;
	return 0;
}

File.makeDirectory("recipes/made");
first = "recipes/made/Fluorescence-first.zip";
second = "recipes/made/Fluorescence-second.zip";
learn = "input=[" + images + "] resume=true sides=1600 contrast=13 darken=0.3 expose=true noise=microscope level=12-220 balance=true"
	+ " loss=log steps=120 warmup=100 patience=0 averaging=0.998 split=0.05" + about;
// Clean pictures of microscopes have grain of their own, which would be learnt as detail: all are softened by 0.6 px at least. With
// sides of 1600, about every second patch comes from a microscope.
if (isUnfinished(first)) run("Train Denoiser...", learn + " output=" + first
	+ " start=models/General.zip soften=0.6-2 epochs=50 batch=16 patch=64 rate=0.0004 seed=3");
// Large patches show how large blots of noise are, but blur the finest fibres, which the last training brings back.
if (isUnfinished(second)) run("Train Denoiser...", learn + " output=" + second
	+ " start=" + first + " soften=0.6-2 epochs=30 batch=4 patch=128 rate=0.0003 seed=11");
run("Train Denoiser...", learn + " output=recipes/made/Fluorescence.zip"
	+ " start=" + second + " soften=0.4-1.8 epochs=10 batch=16 patch=64 rate=0.0003 seed=12");
