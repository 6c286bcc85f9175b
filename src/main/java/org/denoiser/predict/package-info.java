/** From an image to a denoised image: value scaling, tiles, network, blending. */
package org.denoiser.predict;
