// Adds noise to an image: the same seed gives the same noise, another seed gives other noise.
// Each result becomes the active image; the original stays as it is.

newImage("Ramp", "8-bit ramp", 256, 256, 1);
ramp = getImageID();

run("Add Noise to Image...", "noise=gaussian level=25 seed=1");
first = getImageID();
print(getTitle() + ": standard deviation " + spread() + " in the middle column");

selectImage(ramp);
run("Add Noise to Image...", "noise=gaussian level=25 seed=1");
print("The same seed differs in " + differences(first, getImageID()) + " of 256 pixels.");

selectImage(ramp);
run("Add Noise to Image...", "noise=gaussian level=25 seed=2");
print("Another seed differs in " + differences(first, getImageID()) + " of 256 pixels.");

// Photon noise: 50 photons in a white pixel, and a camera's read noise of 2 photons; the result is neither rounded nor clipped.
photons = 50;
selectImage(ramp);
run("Add Noise to Image...", "noise=poisson-gaussian level=&photons read=2 seed=1 type=float");
print(getTitle() + " has " + bitDepth() + " bits a pixel.");

// All pixels of a column of the ramp have the same value, so what varies is noise.
function spread() {
    sum = 0;
    squares = 0;
    for (y = 0; y < getHeight(); y++) {
        value = getPixel(getWidth() / 2, y);
        sum += value;
        squares += value * value;
    }
    mean = sum / getHeight();
    return d2s(sqrt(squares / getHeight() - mean * mean), 1);
}

function differences(a, b) {
    count = 0;
    for (y = 0; y < 16; y++) {
        for (x = 0; x < 16; x++) {
            selectImage(a);
            value = getPixel(100 + x, y);
            selectImage(b);
            if (getPixel(100 + x, y) != value) count++;
        }
    }
    return count;
}
