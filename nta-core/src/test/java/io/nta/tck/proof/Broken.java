package io.nta.tck.proof;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * A plugin that breaks its contract.
 *
 * @param what in what way
 * @param plugin makes it
 * @param fails the tests of the kit that must fail, and no other may
 */
record Broken<P>(String what, Supplier<P> plugin, Set<String> fails) {
    static <P> Broken<P> of(String what, Supplier<P> plugin, String... fails) {
        return new Broken<>(what, plugin, Set.of(fails));
    }

    /** Returns all tests that these plugins make fail. */
    @SafeVarargs
    static <P> Set<String> sentences(List<Broken<P>>... plugins) {
        Set<String> sentences = new TreeSet<>();
        for (List<Broken<P>> some : plugins) {
            some.forEach(broken -> sentences.addAll(broken.fails));
        }
        return sentences;
    }

    @Override
    public String toString() {
        return what;
    }
}
