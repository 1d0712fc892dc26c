package io.nta.spi;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The classes that the {@code META-INF/services} files name, and where.
 *
 * <p>{@link java.util.ServiceLoader} says that a class is missing, but not whose jar named it; and an error of linkage not even which class it tried to load.
 * So the files are read a second time, to explain what it could not load.
 */
final class ServiceFiles {
    /** What ServiceLoader takes for one. */
    private static final Pattern CLASS_NAME =
            Pattern.compile("\\p{javaJavaIdentifierStart}[\\p{javaJavaIdentifierPart}.]*");

    private final Class<?> service;
    private final ClassLoader loader;
    private final Map<String, String> placeOfClass = new LinkedHashMap<>();
    private final List<BrokenProvider> broken = new ArrayList<>();

    private ServiceFiles(Class<?> service, ClassLoader loader) {
        this.service = service;
        this.loader = loader;
    }

    /** Reads the files of {@code service} that {@code loader} sees. */
    static ServiceFiles read(Class<?> service, ClassLoader loader) {
        ServiceFiles files = new ServiceFiles(service, loader);
        String name = "META-INF/services/" + service.getName();
        try {
            loader.getResources(name).asIterator().forEachRemaining(url -> files.add(url, name));
        } catch (IOException unreadable) {
            files.broken.add(BrokenProvider.of(name, "", unreadable));
        }
        return files;
    }

    /** Returns the names of the classes, in the order of the files. */
    Iterable<String> classNames() {
        return placeOfClass.keySet();
    }

    /** Returns the files that can't be read. */
    List<BrokenProvider> broken() {
        return broken;
    }

    /** Returns why the class of this name, which one of the files names, is not a provider; nothing if it is one. */
    Optional<BrokenProvider> explain(String className) {
        String place = placeOfClass.getOrDefault(className, "");
        try {
            Class<?> type = Class.forName(className, false, loader);
            if (!service.isAssignableFrom(type)) {
                return Optional.of(
                        new BrokenProvider(className, place, "does not implement " + service.getName(), null));
            }
            return hasConstructor(type)
                    ? Optional.empty()
                    : Optional.of(
                            new BrokenProvider(className, place, "has no public constructor without parameters", null));
        } catch (ClassNotFoundException absent) {
            String reason = absent.getCause() == null ? "the class does not exist" : Failures.reason(absent.getCause());
            return Optional.of(new BrokenProvider(className, place, reason, absent));
        } catch (LinkageError unlinkable) {
            return Optional.of(BrokenProvider.of(className, place, unlinkable));
        }
    }

    private static boolean hasConstructor(Class<?> type) {
        return Arrays.stream(type.getConstructors()).anyMatch(constructor -> constructor.getParameterCount() == 0);
    }

    private void add(URL url, String name) {
        String place = Place.of(url, name);
        List<String> names = new ArrayList<>();
        try (BufferedReader lines = open(url)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String className = line.replaceFirst("#.*", "").strip();
                if (!className.isEmpty() && !CLASS_NAME.matcher(className).matches()) {
                    broken.add(new BrokenProvider(
                            name, place, "'" + OptionFormat.shown(className) + "' is not the name of a class", null));
                    return;
                }
                if (!className.isEmpty()) {
                    names.add(className);
                }
            }
            names.forEach(className -> placeOfClass.putIfAbsent(className, place));
        } catch (IOException unreadable) {
            broken.add(BrokenProvider.of(name, place, unreadable));
        }
    }

    private static BufferedReader open(URL url) throws IOException {
        URLConnection connection = url.openConnection();
        // A cached jar would stay open, and could not be replaced on Windows, after the plugins have been closed.
        connection.setUseCaches(false);
        return new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
    }
}
