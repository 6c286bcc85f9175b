// How models/Fluorescence.zip was made: the command and nothing else, but that it went on from the first of General's two trainings, where this
// goes on from the General that ships. When it is stopped (Ctrl-C, Escape, a power cut), running it again goes on from its last checkpoint.
// It took 65 minutes of one core.
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

File.makeDirectory("recipes/made");
run("Train Denoiser...", "input=[" + images + "] output=recipes/made/Fluorescence.zip resume=true start=models/General.zip"
	// Clean pictures of microscopes have grain of their own, which would be learnt as detail: all are softened by 0.6 px at least. With
	// sides of 1600, every second patch comes from a microscope.
	+ " sides=1600 contrast=13 soften=0.6-2 darken=0.3 expose=true"
	+ " noise=microscope level=12-220 balance=true loss=log"
	+ " epochs=50 steps=120 batch=16 patch=64 rate=0.0004 warmup=100 patience=0 averaging=0.998 split=0.05 seed=3"
	+ " author=[Denoiser developers] licence=CC-BY-SA-4.0"
	+ " description=[Removes the noise of fluorescence microscopes from grey images: photons or background light of any strength, neighbouring pixels that share noise, hot pixels. For confocal, two-photon and wide-field pictures.]"
	+ " credits=[179 pictures of nuclei | 2018 Data Science Bowl, corrected by K. Lopuhin and others | CC0 1.0;"
	+ "8 pictures | NEUBIAS training resources | CC BY 4.0;"
	+ "Cell Painting, 3 channels | BBBC022 (M. Gustafsdottir and others, Broad Institute) | CC0 1.0;"
	+ "6 pictures of human and fly cells and worms | CellProfiler examples (Broad Institute) | BSD-3-Clause;"
	+ "maize, membranes | D. Legland, and S. M. Kuhn through R. Haase's notebooks | CC BY 4.0;"
	+ "3 pictures of high exposure | G. M. Hagen and others, GigaDB 100888 | CC0 1.0]");
