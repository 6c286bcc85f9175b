/**
 * Denoising of one image by what it holds itself: no model, no clean images, no network. White noise is taken away by combining
 * similar patches, correlated noise by shrinking the frequencies of large blocks. Pure Java; the result does not depend on the
 * number of threads.
 */
package org.denoiser.single;
