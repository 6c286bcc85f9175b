/** SciJava commands: parameters, checks and a run() that reads like a sentence. */
package org.denoiser.command;
