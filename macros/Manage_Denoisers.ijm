// Keeps order among the installed models: which there are, where they lie, other names, away with one of them.

run("Manage Denoisers...");
run("Manage Denoisers...", "action=folder");

// A second model to play with.
zip = getDirectory("temp") + "General-to-manage.zip";
run("Export Denoiser...", "model=General output=[" + zip + "] overwrite");
run("Import Denoiser...", "input=[" + zip + "] name=[A copy] overwrite");

run("Manage Denoisers...", "action=rename model=[A copy] output=[Another name]");
run("Manage Denoisers...", "model=[Another name]");

// A macro is not asked whether it means it.
run("Manage Denoisers...", "action=delete model=[Another name]");
