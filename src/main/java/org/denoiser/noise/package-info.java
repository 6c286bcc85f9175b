/**
 * Seeded degradations of images.
 *
 * <p>Every random number comes from {@code SplittableRandom.nextLong()} and strict arithmetic, so one seed gives the same pixels on
 * every platform and Java version.
 */
package org.denoiser.noise;
