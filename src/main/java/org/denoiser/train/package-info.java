/** The training loop: validation, early stopping, best weights, progress. */
package org.denoiser.train;
