/** Tile geometry and blending. */
package org.denoiser.tile;
