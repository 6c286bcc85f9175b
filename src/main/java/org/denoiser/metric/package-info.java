/** Measures of likeness between images: MSE, PSNR, SSIM. */
package org.denoiser.metric;
