package io.nta.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** Builds a real jar from source text. */
final class PluginJar {
    private final Map<String, String> sources = new TreeMap<>();
    private final Map<String, byte[]> changed = new TreeMap<>();
    private final List<String> leftOut = new ArrayList<>();

    /** Returns a jar of one class that is both detector and provider, as the smallest plugin is. */
    static PluginJar detector(String className, String name) {
        return new PluginJar()
                .source(className, detectorSource(className, "return \"" + name + "\";"))
                .service(DetectorProvider.class, className);
    }

    /** Returns a class that is both detector and provider, with this body of {@code name()}, and members. */
    static String detectorSource(String className, String nameBody, String... members) {
        int dot = className.lastIndexOf('.');
        return "package " + className.substring(0, dot) + ";\n"
                + "import io.nta.spi.*;\n"
                + "public class " + className.substring(dot + 1) + " implements Detector, DetectorProvider {\n"
                + String.join("\n", members)
                + "  public String name() { " + nameBody + " }\n"
                + "  public Detector create(ProviderConfig config) { return this; }\n"
                + "  public java.util.List<io.nta.detect.Verdict> score(java.util.List<io.nta.feature.FeatureVector> rows) { return java.util.List.of(); }\n"
                + "}\n";
    }

    PluginJar source(String className, String text) {
        sources.put(className, text);
        return this;
    }

    PluginJar service(Class<?> service, String... lines) {
        return entry(
                "META-INF/services/" + service.getName(),
                String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
    }

    PluginJar entry(String name, byte[] bytes) {
        changed.put(name, bytes);
        return this;
    }

    /** Leaves a compiled class out of the jar. */
    PluginJar without(String className) {
        leftOut.add(file(className));
        return this;
    }

    /** Writes the jar. */
    Path build(Path jar) {
        try {
            Path classes = Files.createTempDirectory(jar.getParent(), "classes");
            compile(classes);
            Map<String, byte[]> entries = new TreeMap<>();
            try (Stream<Path> files = Files.walk(classes)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    entries.put(classes.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
                }
            }
            entries.putAll(changed);
            entries.keySet().removeAll(leftOut);
            write(jar, entries);
            return jar;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Writes the jar with its classes marked as compiled for a Java of the far future. */
    Path buildForFutureJava(Path jar, String className) throws IOException {
        Path now = build(jar.resolveSibling("now-" + jar.getFileName()));
        try (JarFile file = new JarFile(now.toFile())) {
            byte[] bytes = file.getInputStream(file.getEntry(file(className))).readAllBytes();
            bytes[7] = 99; // the major version of the class-file format
            entry(file(className), bytes);
        }
        Files.delete(now);
        return build(jar);
    }

    private void compile(Path classes) throws IOException {
        if (sources.isEmpty()) {
            return;
        }
        List<String> arguments = new ArrayList<>(List.of("-proc:none", "--release", "17", "-d", classes.toString()));
        arguments.addAll(
                List.of("-cp", Place.of(Providers.class) + File.pathSeparator + System.getProperty("java.class.path")));
        Path sourceRoot = Files.createTempDirectory(classes.getParent(), "sources");
        for (Map.Entry<String, String> source : sources.entrySet()) {
            Path file = sourceRoot.resolve(source.getKey().replace('.', '/') + ".java");
            Files.createDirectories(file.getParent());
            arguments.add(Files.writeString(file, source.getValue()).toString());
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        assertThat(compiler.run(null, null, errors, arguments.toArray(String[]::new)))
                .as(errors.toString(StandardCharsets.UTF_8))
                .isZero();
    }

    private static void write(Path jar, Map<String, byte[]> entries) throws IOException {
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream zip = new JarOutputStream(out)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new JarEntry(entry.getKey()));
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        }
    }

    private static String file(String className) {
        return className.replace('.', '/') + ".class";
    }
}
