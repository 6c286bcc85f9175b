/**
 * Tile geometry and blending, pure: how an image is cut into overlapping tiles of one shape, extended by reflection, and put
 * together again with weights that sum to one by construction.
 *
 * <p>Everything is solved for one axis ({@link org.denoiser.tile.AxisTiling}); a grid is the product of its axes
 * ({@link org.denoiser.tile.TileGrid}). Axis 0 is x, the fastest in memory, then y, then z. Positions are image coordinates,
 * negative ones lie in the reflected border.
 */
package org.denoiser.tile;
