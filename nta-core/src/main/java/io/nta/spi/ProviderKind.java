package io.nta.spi;

import com.google.common.collect.ImmutableMap;
import java.util.Locale;
import java.util.Optional;

/** The four kinds of providers: how messages call them, and in which artefacts the known ones are. */
enum ProviderKind {
    DETECTOR(ImmutableMap.of("xgboost", "io.nta:nta-model-xgboost", "combined", "io.nta:nta-model-xgboost")),
    STORE(ImmutableMap.of("jdbc", "io.nta:nta-store-jdbc")),
    SOURCE(ImmutableMap.of("pcap-file", "io.nta:nta-capture-pcap", "pcap-live", "io.nta:nta-capture-pcap")),
    AGGREGATOR(ImmutableMap.of());

    private final ImmutableMap<String, String> artefacts;

    ProviderKind(ImmutableMap<String, String> artefacts) {
        this.artefacts = artefacts;
    }

    /** Returns the word for one: "detector". */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the artefact that holds the provider of this name, as {@code group:artefact}. */
    Optional<String> artefactOf(String name) {
        return Optional.ofNullable(artefacts.get(name));
    }
}
