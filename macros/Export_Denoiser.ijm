// Takes a model out, for other programs (deepImageJ, Python, whatever reads bioimage.io packages) or for a colleague.

folder = getDirectory("temp");
zip = folder + "General-exported.zip";
run("Export Denoiser...", "model=General output=[" + zip + "] overwrite");
print("A zip of " + File.length(zip) + " bytes");

// The same files in a folder, to look at.
run("Export Denoiser...", "model=General output=[" + folder + "General-exported] unzip overwrite");
print(File.exists(folder + "General-exported/rdf.yaml") + " description");
print(File.exists(folder + "General-exported/weights.pt") + " network");
