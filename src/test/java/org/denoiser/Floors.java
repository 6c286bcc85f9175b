package org.denoiser;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.PackageTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * Reads a source file with the compiler's own parser and says where it breaks the layout of the project: the table of
 * floors, the libraries of each package, the lengths of files and methods, and what no code may call. Names are seen
 * wherever they stand in full, in an import or in the code.
 */
final class Floors {
    static final int LONGEST_FILE = 400;
    static final int LONGEST_METHOD = 40;

    private static final String ROOT = "org.denoiser.";
    /** What may end the virtual machine, with the exit status of a shell command. */
    private static final Set<String> SHELL_ENTRY = Set.of("org.denoiser.legacy.Launcher", "org.denoiser.legacy.Shell");

    /** Package to the packages it may use. */
    static final Map<String, Set<String>> TABLE = Map.ofEntries(
            Map.entry("legacy", Set.of("command")),
            Map.entry(
                    "command",
                    Set.of(
                            "train",
                            "predict",
                            "single",
                            "network",
                            "model",
                            "architecture",
                            "patch",
                            "torchscript",
                            "tile",
                            "image",
                            "noise",
                            "metric")),
            // Beyond the neighbours that the table names: the values that network and model take and give.
            Map.entry("train", Set.of("network", "patch", "model", "metric", "architecture", "torchscript")),
            Map.entry("predict", Set.of("network", "tile", "model", "image", "noise", "architecture", "torchscript")),
            Map.entry("network", Set.of("model", "architecture", "torchscript", "tile")),
            Map.entry("model", Set.of("architecture", "torchscript", "image")),
            Map.entry("architecture", Set.of("torchscript")),
            Map.entry("patch", Set.of("image", "noise")),
            Map.entry("single", Set.of("noise")),
            Map.entry("torchscript", Set.of()),
            Map.entry("tile", Set.of()),
            Map.entry("image", Set.of()),
            Map.entry("noise", Set.of()),
            Map.entry("metric", Set.of()));

    /** Library to the packages that may use it; libraries that are not named here are free, except in pure packages. */
    private static final Map<String, Set<String>> LIBRARIES = Map.of(
            "ai.djl", Set.of("network"),
            "com.sun.jna", Set.of("network"),
            "org.scijava", Set.of("command", "legacy"),
            "ij", Set.of("command", "legacy", "image"),
            "net.imglib2", Set.of("tile", "image", "noise", "metric", "patch", "train", "predict", "command", "legacy"),
            "java.awt", Set.of("command", "legacy"),
            "javax.swing", Set.of("command", "legacy"));

    /** Packages that use nothing but the Java library. */
    private static final Set<String> PURE = Set.of("torchscript", "architecture");

    /** Packages that may use the part of AWT that holds values and runs without a display. */
    private static final Set<String> HEADLESS_AWT = Set.of("image", "model");

    private static final String HEADLESS_CLASS =
            "java\\.awt\\.((image|geom)\\..*|(Rectangle|Point|Dimension|Polygon|Shape|Color)(\\..*)?)";

    /** The value that image takes and gives may be handed on to it, and no more of ImageJ. */
    private static final String IMAGE_CLASS = "ij.ImagePlus";

    private static final Set<String> HAND_IMAGES_ON = Set.of("patch", "predict");

    private final String file;
    private final List<String> found = new ArrayList<>();
    private String home;

    private Floors(String file) {
        this.file = file;
    }

    /** One sentence for each place of {@code source} that breaks a rule. */
    static List<String> violations(String file, String source) {
        Floors floors = new Floors(file);
        floors.read(source);
        return floors.found;
    }

    private void read(String source) {
        long lines = source.lines().count();
        if (lines > LONGEST_FILE) {
            report(1, "the file has " + lines + " lines, more than " + LONGEST_FILE);
        }
        DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
        JavaFileObject unit = new SimpleJavaFileObject(URI.create("string:///Unit.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return source;
            }
        };
        JavacTask task = (JavacTask) ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, problems, List.of("-proc:none"), null, List.of(unit));
        try {
            CompilationUnitTree tree = task.parse().iterator().next();
            Scanner scanner = new Scanner(tree, Trees.instance(task).getSourcePositions());
            PackageTree name = tree.getPackage();
            enter(name == null ? "" : name.getPackageName().toString());
            scanner.scan(tree, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (Diagnostic<?> problem : problems.getDiagnostics()) {
            if (problem.getKind() == Diagnostic.Kind.ERROR) {
                report(problem.getLineNumber(), problem.getMessage(null));
            }
        }
    }

    private void enter(String packageName) {
        home = part(packageName);
        if (!TABLE.containsKey(home)) {
            report(1, "package '" + packageName + "' stands on no floor");
        }
    }

    /** The floor's package in a full name; empty for a name that is not the project's. */
    private static String part(String name) {
        return name.startsWith(ROOT) ? name.substring(ROOT.length()).split("\\.")[0] : "";
    }

    private void check(long line, String name) {
        String target = part(name);
        Set<String> allowed = TABLE.getOrDefault(home, Set.of());
        if (!target.isEmpty() && !target.equals(home) && !allowed.contains(target)) {
            report(line, home + " may not use " + target + " (" + name + ")");
        }
        LIBRARIES.forEach((library, users) -> {
            boolean used = name.equals(library) || name.startsWith(library + ".");
            boolean harmless = HEADLESS_AWT.contains(home) && name.matches(HEADLESS_CLASS)
                    || HAND_IMAGES_ON.contains(home) && name.equals(IMAGE_CLASS);
            if (used && !users.contains(home) && !harmless) {
                report(line, home + " may not use " + library + " (" + name + ")");
            }
        });
    }

    private void report(long line, String sentence) {
        found.add(file + ":" + line + ": " + sentence);
    }

    private final class Scanner extends TreeScanner<Void, Void> {
        private final CompilationUnitTree unit;
        private final SourcePositions positions;

        Scanner(CompilationUnitTree unit, SourcePositions positions) {
            this.unit = unit;
            this.positions = positions;
        }

        private long line(long position) {
            return unit.getLineMap().getLineNumber(position);
        }

        private long start(Tree tree) {
            return line(positions.getStartPosition(unit, tree));
        }

        @Override
        public Void visitPackage(PackageTree tree, Void unused) {
            return null;
        }

        @Override
        public Void visitImport(ImportTree tree, Void unused) {
            String name = tree.getQualifiedIdentifier().toString();
            check(start(tree), name);
            boolean plain = name.startsWith("java.") || name.startsWith(ROOT);
            if (PURE.contains(home) && !plain) {
                report(start(tree), home + " is pure Java and may not use " + name);
            }
            return null;
        }

        @Override
        public Void visitMemberSelect(MemberSelectTree tree, Void unused) {
            String name = qualified(tree);
            if (name == null) {
                call(tree, tree.getIdentifier().toString());
                return super.visitMemberSelect(tree, unused);
            }
            check(start(tree), name);
            call(tree, name);
            return null;
        }

        private void call(Tree tree, String name) {
            String last = name.substring(name.lastIndexOf('.') + 1);
            if (last.equals("printStackTrace")) {
                report(start(tree), "printStackTrace is not how errors are told");
            }
            boolean ends = name.matches("(java\\.lang\\.)?System\\.exit") || last.equals("halt");
            String type = file.replaceAll(".*/|\\.java$", "");
            if (ends && !SHELL_ENTRY.contains(ROOT + home + "." + type)) {
                report(start(tree), "only the shell entry ends the virtual machine");
            }
        }

        /** The name as written when it is made of identifiers alone, else null. */
        private String qualified(Tree tree) {
            if (tree instanceof IdentifierTree) {
                return ((IdentifierTree) tree).getName().toString();
            }
            if (tree instanceof MemberSelectTree) {
                MemberSelectTree select = (MemberSelectTree) tree;
                String before = qualified(select.getExpression());
                return before == null ? null : before + "." + select.getIdentifier();
            }
            return null;
        }

        @Override
        public Void visitMethod(MethodTree tree, Void unused) {
            long end = positions.getEndPosition(unit, tree);
            long length = end < 0 ? 0 : line(end) - start(tree) + 1;
            if (length > LONGEST_METHOD) {
                report(
                        start(tree),
                        "method " + tree.getName() + " has " + length + " lines, more than " + LONGEST_METHOD);
            }
            return super.visitMethod(tree, unused);
        }
    }
}
