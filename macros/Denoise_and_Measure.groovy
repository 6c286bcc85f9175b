// Denoises the active image through SciJava's CommandService and measures what was taken from it. To be run in Fiji's Script
// Editor (language Groovy), or headless. The keys are those of the macros; images are passed beside their keys: 'image' is the
// image of 'input', 'noisyimage' that of 'noisy'.

#@ CommandService commands
#@ ImagePlus imp
#@ String (label = "Model", value = "General") model
#@output ImagePlus denoised
#@output String summary

// run() gives a promise; get() waits for the end. A wrong value or file makes it throw; the sentence is in the last cause.
def run = { name, keys ->
    def module = commands.run("org.denoiser.command." + name, false, keys).get()
    if (module.isCanceled()) throw new RuntimeException(name + " was cancelled")
    return module
}

def denoising = run("DenoiseCommand", [image: imp, model: model, type: "float"])
denoised = denoising.getOutput("result")
println denoising.getOutput("report")

def table = run("EvaluateCommand", [image: denoised, noisyimage: imp]).getOutput("table")
def last = table.size() - 1
summary = String.format(Locale.ROOT, "noise before %.1f, taken %.1f",
        table.getValue("Noise before", last), table.getValue("Taken", last))
println summary
