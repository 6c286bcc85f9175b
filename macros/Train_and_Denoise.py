# Trains a model on a folder of clean images and denoises an image with it, through SciJava's CommandService. To be run in Fiji's
# Script Editor (language Python (Jython)), or headless. For real use leave steps and filters at the defaults of the command
# (100 and 0) and give 30 epochs.

#@ CommandService commands
#@ File (label = "Folder of clean images", style = "directory") clean
#@ File (label = "Noisy image") noisy
#@ File (label = "Model to write (.zip)", style = "save") model
#@ File (label = "Result to write (.tif)", style = "save") result
#@ Integer (label = "Epochs", value = 2) epochs
#@ Integer (label = "Steps an epoch", value = 25) steps
#@ Integer (label = "Filters", value = 8) filters
#@output String report


def run(name, **keys):
    """Runs a command to its end; the keys are those of the macros. Wrong values or files throw."""
    pairs = []
    for key, value in keys.items():
        pairs += [key, value]
    module = commands.run("org.denoiser.command." + name, False, *pairs).get()
    if module.isCanceled():
        raise RuntimeError(name + " was cancelled")
    return module


training = run("TrainCommand", input=clean.getPath(), learn="clean", noise="gaussian", level="15-35",
               output=model.getPath(), epochs=epochs, steps=steps, filters=filters, seed=1)
denoising = run("DenoiseCommand", input=noisy.getPath(), model=model.getPath(), output=result.getPath())
report = denoising.getOutput("report")
print(report)
