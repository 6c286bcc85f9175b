/** ImagePlus seen as float planes: axes, calibration, value scaling, files. */
package org.denoiser.image;
