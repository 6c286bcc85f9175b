/** What models of the bioimage.io format do to values before and after their network. Pure Java. */
package org.denoiser.operation;
