/** The model package on disk: description, weights, records. */
package org.denoiser.model;
