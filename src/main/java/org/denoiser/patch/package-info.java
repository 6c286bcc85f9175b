/** Seeded pairs of patches for training: of clean images that are degraded, of noisy images and their targets, of noisy images alone. */
package org.denoiser.patch;
