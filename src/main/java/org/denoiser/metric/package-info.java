/**
 * Measures of likeness between an image and its reference: MSE, PSNR, SSIM, and the gain and offset that fit one to the other.
 *
 * <p>Images are arrays of pixels with x fastest, then y; two that are compared have the same size. Pixels that are NaN or infinite
 * are refused with their number, never left out silently.
 */
package org.denoiser.metric;
