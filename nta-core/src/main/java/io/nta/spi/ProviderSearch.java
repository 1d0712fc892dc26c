package io.nta.spi;

import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Spliterator;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds every provider of a service that a class loader sees. One that is broken is remembered with the reason, and the search goes on.
 *
 * @param <P> the service
 */
final class ProviderSearch<P> {
    /** A loader that fails without moving on would be asked for ever. No class path has as many broken providers. */
    private static final int MAX_FAILURES = 1000;

    /** What stands on a command line between commas, and before the colon of an option. */
    private static final Pattern NAME = Pattern.compile("[^\\s,:]+");

    private final Class<P> service;
    private final Function<P, @Nullable String> nameOf;
    private final List<Found<P>> found = new ArrayList<>();
    private final List<BrokenProvider> broken = new ArrayList<>();

    private ProviderSearch(Class<P> service, Function<P, @Nullable String> nameOf) {
        this.service = service;
        this.nameOf = nameOf;
    }

    /** A provider that could be instantiated, and the name that it gave. Each {@code get()} of {@code factory} makes a new one. */
    record Found<P>(String name, ServiceLoader.Provider<P> factory) {
        /** Returns its class and where that lies. */
        String origin() {
            return in(Place.of(factory.type()));
        }

        /** Returns its class in each place in which there is one. */
        List<String> origins() {
            return Place.all(factory.type()).stream().map(this::in).toList();
        }

        private String in(String place) {
            return factory.type().getName() + " in " + place;
        }
    }

    /** What a search brought. */
    record Result<P>(List<Found<P>> found, List<BrokenProvider> broken) {}

    /** Searches; {@code nameOf} is the provider's {@code name()}. */
    static <P> Result<P> search(Class<P> service, Function<P, @Nullable String> nameOf, ClassLoader loader) {
        ProviderSearch<P> search = new ProviderSearch<>(service, nameOf);
        search.run(loader);
        return new Result<>(List.copyOf(search.found), List.copyOf(search.broken));
    }

    private void run(ClassLoader loader) {
        List<Throwable> failures = new ArrayList<>();
        Spliterator<ServiceLoader.Provider<P>> providers =
                ServiceLoader.load(service, loader).stream().spliterator();
        boolean more = true;
        while (more && failures.size() < MAX_FAILURES) {
            try {
                more = providers.tryAdvance(this::take);
            } catch (Throwable failure) { // one provider's jar may fail in any way, and the others are behind it
                Failures.rethrowFatal(failure);
                failures.add(failure);
            }
        }
        if (!failures.isEmpty()) {
            explain(failures, ServiceFiles.read(service, loader));
        }
    }

    private void take(ServiceLoader.Provider<P> factory) {
        Class<? extends P> type = factory.type();
        try {
            String name = nameOf.apply(factory.get());
            if (name == null || !NAME.matcher(name).matches()) {
                broken.add(new BrokenProvider(type.getName(), Place.of(type), refusalOf(name), null));
            } else {
                found.add(new Found<>(name, factory));
            }
        } catch (Throwable failure) { // constructors, static initialisers and name() are foreign code
            Failures.rethrowFatal(failure);
            broken.add(BrokenProvider.of(type.getName(), Place.of(type), failure));
        }
    }

    private static String refusalOf(@Nullable String name) {
        String returned = name == null ? "null" : "'" + OptionFormat.shown(name) + "'";
        return "name() returns " + returned + "; allowed: at least one character, and no blank, comma or colon";
    }

    private void explain(List<Throwable> failures, ServiceFiles files) {
        List<BrokenProvider> explained = new ArrayList<>(files.broken());
        for (String className : files.classNames()) {
            files.explain(className).ifPresent(explained::add);
        }
        for (Throwable failure : failures) {
            if (explained.stream().noneMatch(known -> known.explains(failure))) {
                explained.add(BrokenProvider.of(service.getName(), "", failure));
            }
        }
        broken.addAll(explained);
    }
}
