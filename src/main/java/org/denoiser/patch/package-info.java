/** Seeded pairs of noisy and clean patches for training. */
package org.denoiser.patch;
