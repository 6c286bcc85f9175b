/** The bridge to ImageJ 1: menu entries, dialogs, macro options, Recorder lines; the shell entry. */
package org.denoiser.legacy;
