// A whole workflow: denoise all images of a folder and of the folders in it, check what was taken away from each, and measure
// something in all results. An interrupted run goes on where it ended, when the macro is run once more.

noisyImages = "";    // "/path/to/noisy images/": empty makes a small folder of pieces of the sample image
model = "General";   // one of the installed models, or the file of one
files = "*.tif";     // which files, by their names; "" is every image file

var work = getDirectory("temp") + "denoiser-folder-batch" + File.separator;
File.makeDirectory(work);
setBatchMode(true);
if (noisyImages == "") noisyImages = twoDays();
var results = work + "denoised" + File.separator;

// 1. Denoise. The results have the names of the images and lie in the same folders as these; denoised.csv tells what became of each.
options = "input=[" + noisyImages + "] output=[" + results + "] model=[" + model + "] files=[" + files + "]";
run("Denoise Folder...", options);

// 2. The same once more does nothing but look: what is finished and has not changed since is not done again.
run("Denoise Folder...", options);

// 3. What was taken from each image, folder by folder, without a truth: it should be as strong as the noise was, and leave the mean where it was.
run("Clear Results");
folders = getFileList(results);
for (i = 0; i < folders.length; i++) {
    if (!endsWith(folders[i], "/")) continue;
    run("Evaluate Denoising...", "input=[" + results + folders[i] + "] noisy=[" + noisyImages + folders[i] + "]");
}
saveAs("Results", work + "taken.csv");
print(nResults + " rows; noise before " + d2s(getResult("Noise before", 0), 1) + ", taken " + d2s(getResult("Taken", 0), 1));

// 4. Measure in every result what ImageJ can measure: here the area above a threshold.
var table = "image,fraction above 128\n";
measureFolder("");
File.saveString(table, work + "areas.csv");
print(table);

function measureFolder(under) {
    names = getFileList(results + under);
    for (i = 0; i < names.length; i++) {
        if (endsWith(names[i], "/")) measureFolder(under + names[i]);
        if (endsWith(names[i], ".tif")) measureImage(under + names[i]);
    }
}

function measureImage(path) {
    open(results + path);
    getHistogram(values, counts, 256);
    above = 0;
    for (value = 128; value < 256; value++) above += counts[value];
    table += path + "," + d2s(above / (getWidth() * getHeight()), 3) + "\n";
    close();
}

// Makes a folder with two folders of two noisy images each.
function twoDays() {
    top = work + "noisy" + File.separator;
    File.makeDirectory(top);
    for (day = 1; day <= 2; day++) {
        folder = top + "day" + day + File.separator;
        File.makeDirectory(folder);
        for (i = 1; i <= 2; i++) {
            open(getDirectory("imagej") + "samples" + File.separator + "maize-noisy.tif");
            makeRectangle(96 * day, 96 * i, 96, 96);
            run("Crop");
            saveAs("tiff", folder + "well" + i);
            close();
        }
    }
    return top;
}
