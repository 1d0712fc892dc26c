package io.nta.spi;

import io.nta.NtaException;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** The jars of a directory. */
final class PluginDirectory {
    /** How the names of the files begin that name providers. */
    private static final String SERVICES = "META-INF/services/" + PluginDirectory.class.getPackageName() + ".";

    private final Path directory;
    private final List<URL> jars = new ArrayList<>();
    private final List<BrokenProvider> broken = new ArrayList<>();
    private final List<BrokenProvider> silent = new ArrayList<>();

    private PluginDirectory(Path directory) {
        this.directory = directory;
    }

    /**
     * Looks at every {@code *.jar} of the directory.
     *
     * @throws NtaException when it isn't a directory, can't be read, or has none
     */
    static PluginDirectory read(Path directory) {
        PluginDirectory plugins = new PluginDirectory(directory);
        List<Path> files = plugins.list();
        if (files.isEmpty()) {
            throw new NtaException("The plugin directory " + directory + " has no *.jar file");
        }
        Set<Path> seen = new HashSet<>();
        files.forEach(file -> plugins.add(file, seen));
        return plugins;
    }

    /** Returns a new class loader of the jars that can be read, which asks {@code parent} first. */
    URLClassLoader loader(ClassLoader parent) {
        return new URLClassLoader("plugins of " + directory, jars.toArray(URL[]::new), parent);
    }

    /** Returns the jars that can't be read. */
    List<BrokenProvider> broken() {
        return broken;
    }

    /** Returns the jars that name no provider of any kind: libraries of others, or plugins whose service file was forgotten. */
    List<BrokenProvider> silent() {
        return silent;
    }

    private List<Path> list() {
        if (!Files.exists(directory)) {
            throw new NtaException("The plugin directory " + directory + " does not exist");
        }
        if (!Files.isDirectory(directory)) {
            throw new NtaException("The plugin directory " + directory + " is not a directory");
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName()
                            .toString()
                            .toLowerCase(Locale.ROOT)
                            .endsWith(".jar"))
                    .filter(file -> !Files.isDirectory(file))
                    .sorted()
                    .toList();
        } catch (IOException failure) {
            throw new NtaException(
                    "The plugin directory " + directory + " can't be read: " + Failures.reason(failure), failure);
        }
    }

    /** A link to another jar of the directory, as in {@code acme.jar -> acme-1.2.jar}, is not a second one. */
    private void add(Path file, Set<Path> seen) {
        try {
            if (seen.add(file.toRealPath())) {
                open(file);
                jars.add(file.toUri().toURL());
            }
        } catch (MalformedURLException impossible) {
            throw new IllegalStateException(impossible);
        } catch (IOException failure) {
            broken.add(new BrokenProvider(
                    file.toString(), "", "not a readable jar: " + Failures.reason(failure), failure));
        }
    }

    /** {@link URLClassLoader} passes over a jar that it can't open without a word. */
    private void open(Path file) throws IOException {
        try (JarFile jar = new JarFile(file.toFile())) {
            if (jar.stream().noneMatch(entry -> entry.getName().startsWith(SERVICES))) {
                silent.add(new BrokenProvider(file.toString(), "", "it has no file " + SERVICES + "…Provider", null));
            }
        }
    }
}
