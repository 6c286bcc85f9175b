// Installs a model. Here it is one that was taken out before; a package of another program goes in the same way, as a zip, as
// a folder or by its rdf.yaml, and so does a TorchScript file, of which a few things have to be said:
// run("Import Denoiser...", "input=[/data/net.pt] name=MyNet range=0-255 step=16 halo=32 licence=CC-BY-4.0");

zip = getDirectory("temp") + "General-to-import.zip";
run("Export Denoiser...", "model=General output=[" + zip + "] overwrite");
run("Import Denoiser...", "input=[" + zip + "] overwrite");

// It is listed by its name now.
run("Denoiser Info...", "model=General");
print("imported");
