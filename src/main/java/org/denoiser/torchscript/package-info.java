/** The TorchScript archive format: tensors, the pickle subset and the zip around them. Pure Java; reads what it writes and refuses the rest. */
package org.denoiser.torchscript;
