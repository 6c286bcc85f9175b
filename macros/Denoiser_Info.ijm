// Tells what a model is: its layers and parameters, how it was trained, whose images it learnt from. The text goes to the log,
// and the curves of the training are an image.

run("Denoiser Info...", "model=General");
print("The curves are " + getWidth() + " pixels wide: " + getTitle());

// The layers of a network that has not been trained yet, for images of 32x32 pixels.
run("Denoiser Info...", "preset=unet depth=2 filters=16 size=32");

// The figures of every epoch as a table, for a spreadsheet.
table = getDirectory("temp") + "denoiser-curves.csv";
run("Denoiser Info...", "model=General output=[" + table + "]");
print(File.exists(table) + " table");
