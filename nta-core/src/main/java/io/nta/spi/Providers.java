package io.nta.spi;

import io.nta.NtaException;
import java.io.Closeable;
import java.io.IOException;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds detectors, stores, sources and aggregators by name, with {@link java.util.ServiceLoader}.
 *
 * <p>The name alone decides, never a priority or the order of the class path: two providers of one name are an error when that name is asked for. A provider
 * that can't be loaded does no harm to the others; it is listed by {@link #broken()}, and in the error when a name is unknown, because it may be the one
 * asked for.
 *
 * <p>Providers of a kind are searched for when that kind is first asked for, and then remembered. Each creation has a provider instance of its own, so that a
 * class that is both a detector and its provider can be created twice. Thread-safe.
 */
public final class Providers implements Closeable {
    private final @Nullable URLClassLoader plugins;
    private final List<BrokenProvider> brokenJars;
    private final ProviderLoader<DetectorProvider, Detector> detectors;
    private final ProviderLoader<FeatureStoreProvider, FeatureStore> stores;
    private final ProviderLoader<PacketSourceProvider, PacketSource> sources;
    private final ProviderLoader<WindowAggregatorProvider, WindowAggregator> aggregators;

    private Providers(
            ClassLoader loader,
            @Nullable URLClassLoader plugins,
            List<BrokenProvider> broken,
            List<BrokenProvider> silent) {
        this.plugins = plugins;
        brokenJars = List.copyOf(broken);
        List<BrokenProvider> suspects =
                Stream.concat(broken.stream(), silent.stream()).toList();
        detectors = new ProviderLoader<>(
                ProviderKind.DETECTOR,
                DetectorProvider.class,
                DetectorProvider::name,
                DetectorProvider::create,
                loader,
                suspects);
        stores = new ProviderLoader<>(
                ProviderKind.STORE,
                FeatureStoreProvider.class,
                FeatureStoreProvider::name,
                FeatureStoreProvider::create,
                loader,
                suspects);
        sources = new ProviderLoader<>(
                ProviderKind.SOURCE,
                PacketSourceProvider.class,
                PacketSourceProvider::name,
                PacketSourceProvider::create,
                loader,
                suspects);
        aggregators = new ProviderLoader<>(
                ProviderKind.AGGREGATOR,
                WindowAggregatorProvider.class,
                WindowAggregatorProvider::name,
                WindowAggregatorProvider::create,
                loader,
                suspects);
    }

    /**
     * Returns the providers of the application: those that the context class loader of the calling thread sees, or, when that loader doesn't see this
     * library, the library's own loader.
     */
    public static Providers ofClassPath() {
        return of(current());
    }

    /** Returns the providers that {@code loader} sees. */
    public static Providers of(ClassLoader loader) {
        return new Providers(loader, null, List.of(), List.of());
    }

    /**
     * Returns the providers of {@link #ofClassPath()} and those in the {@code *.jar} files of a directory, which share one class loader and see the
     * application's classes before their own. A jar that can't be opened is listed by {@link #broken()}.
     *
     * @throws NtaException when there is no such directory, it can't be read, or it has no jar
     */
    public static Providers withPlugins(Path directory) {
        PluginDirectory plugins = PluginDirectory.read(directory);
        URLClassLoader loader = plugins.loader(current());
        return new Providers(loader, loader, plugins.broken(), plugins.silent());
    }

    /**
     * Creates a detector.
     *
     * @param name the {@link DetectorProvider#name()} of its provider
     * @param options for the provider
     * @throws NtaException when no provider has the name, or more than one; when an option is unknown, missing, malformed or out of range, with all of them
     *     in one message; or when the provider fails. What the provider throws as {@code NtaException} passes through
     */
    public Detector detector(String name, Map<String, String> options) {
        return detectors.create(name, options);
    }

    /** Creates a store; see {@link #detector} for the errors. */
    public FeatureStore store(String name, Map<String, String> options) {
        return stores.create(name, options);
    }

    /** Creates a source; see {@link #detector} for the errors. */
    public PacketSource source(String name, Map<String, String> options) {
        return sources.create(name, options);
    }

    /** Creates an aggregator; see {@link #detector} for the errors. */
    public WindowAggregator aggregator(String name, Map<String, String> options) {
        return aggregators.create(name, options);
    }

    /** Returns the names of the detectors, sorted. */
    public List<String> detectorNames() {
        return detectors.names();
    }

    /** Returns the names of the stores, sorted. */
    public List<String> storeNames() {
        return stores.names();
    }

    /** Returns the names of the sources, sorted. */
    public List<String> sourceNames() {
        return sources.names();
    }

    /** Returns the names of the aggregators, sorted. */
    public List<String> aggregatorNames() {
        return aggregators.names();
    }

    /**
     * Returns a line for each jar and provider, of every kind, that could not be loaded: what, where and why. Worth a warning in the log. Searches for the
     * kinds that have not been asked for yet.
     */
    public List<String> broken() {
        return Stream.of(brokenJars, detectors.broken(), stores.broken(), sources.broken(), aggregators.broken())
                .flatMap(List::stream)
                .map(BrokenProvider::toString)
                .distinct()
                .toList();
    }

    /**
     * Closes the jars of {@link #withPlugins}. To be called after all that was created has been closed: a plugin can't load another class afterwards. Does
     * nothing otherwise, or when called again.
     *
     * @throws NtaException when a jar can't be closed
     */
    @Override
    public void close() {
        if (plugins != null) {
            try {
                plugins.close();
            } catch (IOException failure) {
                throw new NtaException("A plugin jar can't be closed: " + Failures.reason(failure), failure);
            }
        }
    }

    private static ClassLoader current() {
        ClassLoader own = Providers.class.getClassLoader();
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        try {
            return context != null && context.loadClass(Providers.class.getName()) == Providers.class ? context : own;
        } catch (ClassNotFoundException | LinkageError elsewhere) {
            return own;
        }
    }
}
