package io.nta.testkit;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The class path of a test without some of its jars, as of somebody who excludes a dependency. */
public final class LeanClassPath {
    private LeanClassPath() {}

    /**
     * Returns a class loader of all that is on the class path but what is left out; beside it, it knows the JDK only.
     *
     * @param leftOut how the names of jars begin
     */
    public static URLClassLoader without(String... leftOut) throws MalformedURLException {
        List<URL> urls = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            String name = Path.of(entry).getFileName().toString();
            if (List.of(leftOut).stream().noneMatch(name::startsWith)) {
                urls.add(Path.of(entry).toUri().toURL());
            }
        }
        return new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }
}
