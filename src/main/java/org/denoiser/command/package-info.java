/**
 * SciJava commands: parameters, checks and a run that reads like a sentence.
 *
 * <p>A command extends {@link org.denoiser.command.DenoiserCommand}; the annotations of its fields are read into a
 * {@link org.denoiser.command.ParameterTable}, which is the one grammar by which macros, dialogs, scripts and the shell reach it.
 */
package org.denoiser.command;
