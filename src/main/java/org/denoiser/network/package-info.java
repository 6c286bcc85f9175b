/** The boundary to DJL: runs TorchScript archives on a device, in a precision. */
package org.denoiser.network;
