/** Seeded degradations of images. */
package org.denoiser.noise;
