package io.nta.spi;

import io.nta.NtaException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Creates what the providers of one kind make, by name. Thread-safe; the providers are searched for once, when the first question is asked.
 *
 * @param <P> the provider
 * @param <T> what it makes
 */
final class ProviderLoader<P, T> {
    private final ProviderKind kind;
    private final Class<P> service;
    private final Function<P, @Nullable String> nameOf;
    private final BiFunction<P, ProviderConfig, @Nullable T> create;
    private final ClassLoader loader;
    private final List<BrokenProvider> suspectJars;
    private ProviderSearch.@Nullable Result<P> result;

    ProviderLoader(
            ProviderKind kind,
            Class<P> service,
            Function<P, @Nullable String> nameOf,
            BiFunction<P, ProviderConfig, @Nullable T> create,
            ClassLoader loader,
            List<BrokenProvider> suspectJars) {
        this.kind = kind;
        this.service = service;
        this.nameOf = nameOf;
        this.create = create;
        this.loader = loader;
        this.suspectJars = suspectJars;
    }

    /** Returns the names that can be asked for, sorted. */
    List<String> names() {
        return result().found().stream()
                .map(ProviderSearch.Found::name)
                .distinct()
                .sorted()
                .toList();
    }

    /** Returns the providers that could not be loaded. */
    List<BrokenProvider> broken() {
        return result().broken();
    }

    /**
     * Creates what the provider of this name makes.
     *
     * @throws NtaException when there is none or more than one, it fails, or an option is wrong
     */
    T create(String name, Map<String, String> options) {
        ProviderSearch.Found<P> chosen = choose(name);
        ProviderConfig config =
                ProviderConfig.of("The options of " + kind.word() + " '" + OptionFormat.shown(name) + "'", options);
        T made = null;
        try {
            made = create.apply(chosen.factory().get(), config);
            if (made == null) {
                throw new NtaException(subject(chosen) + " returned null from create()");
            }
            config.verify();
            return made;
        } catch (Throwable failure) { // foreign code
            Failures.rethrowFatal(failure);
            NtaException refusal = refusal(chosen, config, failure);
            close(made, refusal);
            throw refusal;
        }
    }

    /** What is wrong with the options explains more than what the provider then stumbled over. */
    private NtaException refusal(ProviderSearch.Found<P> chosen, ProviderConfig config, Throwable failure) {
        Optional<NtaException> mistakes = config.mistakes();
        if (mistakes.isPresent()) {
            if (!String.valueOf(failure.getMessage()).equals(mistakes.get().getMessage())) {
                mistakes.get().addSuppressed(failure);
            }
            return mistakes.get();
        }
        if (failure instanceof NtaException own) {
            return own;
        }
        return new NtaException(subject(chosen) + " could not be created: " + Failures.reason(failure), failure);
    }

    /** A store that was opened in spite of a wrong option must not stay open. */
    private static void close(@Nullable Object made, NtaException refusal) {
        if (made instanceof AutoCloseable open) {
            try {
                open.close();
            } catch (Exception | LinkageError failure) {
                refusal.addSuppressed(failure);
            }
        }
    }

    private String subject(ProviderSearch.Found<P> chosen) {
        return "The " + kind.word() + " '" + chosen.name() + "' (" + chosen.origin() + ")";
    }

    private ProviderSearch.Found<P> choose(String name) {
        List<ProviderSearch.Found<P>> candidates = result().found().stream()
                .filter(found -> found.name().equals(name))
                .toList();
        if (candidates.isEmpty()) {
            throw unknown(name);
        }
        List<String> origins = candidates.stream()
                .flatMap(found -> found.origins().stream())
                .sorted()
                .toList();
        if (origins.size() > 1) {
            String count =
                    "There are " + origins.size() + " " + kind.word() + "s named '" + OptionFormat.shown(name) + "'";
            throw new NtaException(count + "; remove all but one:" + lines(origins));
        }
        return candidates.get(0);
    }

    private NtaException unknown(String name) {
        List<String> names = names();
        StringBuilder message = new StringBuilder(
                "Unknown " + kind.word() + " '" + OptionFormat.shown(name) + "'" + Nearest.hint(name, names));
        message.append("\nAvailable: ").append(names.isEmpty() ? "none" : String.join(", ", names));
        kind.artefactOf(name)
                .ifPresent(artefact -> message.append("\nTo have '" + name + "', add the artefact " + artefact));
        List<BrokenProvider> suspects =
                Stream.concat(broken().stream(), suspectJars.stream()).toList();
        if (!suspects.isEmpty()) {
            message.append("\nCould not be loaded, and may be the one asked for:")
                    .append(lines(
                            suspects.stream().map(BrokenProvider::toString).toList()));
        }
        NtaException unknown = new NtaException(message.toString());
        suspects.stream()
                .map(BrokenProvider::cause)
                .filter(cause -> cause != null)
                .forEach(unknown::addSuppressed);
        return unknown;
    }

    private static String lines(List<String> lines) {
        return "\n  " + String.join("\n  ", lines);
    }

    private synchronized ProviderSearch.Result<P> result() {
        if (result == null) {
            result = ProviderSearch.search(service, nameOf, loader);
        }
        return result;
    }
}
