/** Networks as immutable values: layers, losses, optimiser. From a value come its TorchScript, its parameter table, initial weights, receptive field and size multiple. */
package org.denoiser.architecture;
