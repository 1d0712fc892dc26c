package io.nta.spi;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;

/** Where code lies: the path of the jar or of the directory of classes, for messages. */
final class Place {
    private static final String UNKNOWN = "an unknown place";
    private static final String JAR_SCHEME = "jar:";
    private static final String IN_JAR = "!/";

    private Place() {}

    /** Returns where {@code type} was loaded from. */
    static String of(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        return source == null || source.getLocation() == null
                ? UNKNOWN
                : readable(source.getLocation().toExternalForm());
    }

    /** Returns the jar or directory that holds the resource {@code name} found at {@code url}. */
    static String of(URL url, String name) {
        String text = url.toExternalForm();
        int inJar = text.lastIndexOf(IN_JAR);
        if (text.startsWith(JAR_SCHEME) && inJar > 0) {
            return readable(text.substring(JAR_SCHEME.length(), inJar));
        }
        return readable(text.endsWith(name) ? text.substring(0, text.length() - name.length()) : text);
    }

    /**
     * Returns every place in which the loader of {@code type} finds the class, sorted: which of several it takes depends on their order alone. Those of its
     * parent loaders don't count.
     */
    static List<String> all(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        String file = type.getName().replace('.', '/') + ".class";
        TreeSet<String> places = new TreeSet<>();
        try {
            if (loader != null) {
                Collections.list(loader.getResources(file)).forEach(url -> places.add(of(url, file)));
                if (loader.getParent() != null) {
                    Collections.list(loader.getParent().getResources(file))
                            .forEach(url -> places.remove(of(url, file)));
                }
            }
        } catch (IOException unreadable) {
            places.clear();
        }
        return places.size() > 1 ? List.copyOf(places) : List.of(of(type));
    }

    private static String readable(String url) {
        try {
            URI uri = URI.create(url);
            return "file".equals(uri.getScheme()) ? Path.of(uri).toString() : url;
        } catch (IllegalArgumentException | FileSystemNotFoundException notAFile) {
            return url;
        }
    }
}
