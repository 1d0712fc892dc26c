package io.nta.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nta.NtaException;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProvidersTest {
    @TempDir
    private Path dir;

    private final List<URLClassLoader> opened = new ArrayList<>();

    @AfterEach
    void closeLoaders() throws IOException {
        for (URLClassLoader loader : opened) {
            loader.close();
        }
    }

    private URLClassLoader loader(ClassLoader parent, Path... places) throws IOException {
        URL[] urls = new URL[places.length];
        for (int i = 0; i < places.length; i++) {
            urls[i] = places[i].toUri().toURL();
        }
        URLClassLoader loader = new URLClassLoader(urls, parent);
        opened.add(loader);
        return loader;
    }

    private Providers providers(Path... places) throws IOException {
        return Providers.of(loader(Providers.class.getClassLoader(), places));
    }

    /** A jar with a detector named "acme" whose {@code create} is this. */
    private Path acme(String create) {
        String source = PluginJar.detectorSource("com.acme.Acme", "return \"acme\";")
                .replace(
                        "Detector create(ProviderConfig config) { return this; }",
                        "Detector create(ProviderConfig config) { " + create + " }");
        return new PluginJar()
                .source("com.acme.Acme", source)
                .service(DetectorProvider.class, "com.acme.Acme")
                .build(dir.resolve("acme.jar"));
    }

    @Test
    void oneClassMayBeBothDetectorAndProvider() throws IOException {
        Providers providers =
                providers(PluginJar.detector("com.acme.Acme", "acme").build(dir.resolve("acme.jar")));
        assertThat(providers.detectorNames()).contains("acme");
        assertThat(providers.broken()).isEmpty();
        assertThat(providers.detector("acme", Map.of()).name()).isEqualTo("acme");
    }

    @Test
    void aDetectorThatIsItsOwnProviderIsAnotherOneEachTime() throws IOException {
        Providers providers =
                providers(PluginJar.detector("com.acme.Acme", "acme").build(dir.resolve("acme.jar")));
        assertThat(providers.detector("acme", Map.of())).isNotSameAs(providers.detector("acme", Map.of()));
    }

    @Test
    void everyKindIsFoundByItsName() throws IOException {
        PluginJar jar = new PluginJar();
        for (String kind : List.of("FeatureStore", "PacketSource", "WindowAggregator")) {
            jar.source("com.acme." + kind + "s", """
                    package com.acme;
                    public class %1$ss implements io.nta.spi.%1$sProvider {
                      public String name() { return "acme"; }
                      public io.nta.spi.%1$s create(io.nta.spi.ProviderConfig config) {
                        Class<?>[] types = {io.nta.spi.%1$s.class};
                        return (io.nta.spi.%1$s) java.lang.reflect.Proxy.newProxyInstance(getClass().getClassLoader(), types, (proxy, method, arguments) -> null);
                      }
                    }""".formatted(kind));
        }
        jar.service(FeatureStoreProvider.class, "com.acme.FeatureStores");
        jar.service(PacketSourceProvider.class, "com.acme.PacketSources");
        jar.service(WindowAggregatorProvider.class, "com.acme.WindowAggregators");
        Providers providers = providers(jar.build(dir.resolve("acme.jar")));
        assertThat(providers.storeNames()).contains("acme");
        assertThat(providers.sourceNames()).contains("acme");
        assertThat(providers.aggregatorNames()).contains("acme");
        assertThat(providers.store("acme", Map.of())).isNotNull();
        assertThat(providers.source("acme", Map.of())).isNotNull();
        assertThat(providers.aggregator("acme", Map.of())).isNotNull();
        assertThat(providers.broken()).isEmpty();
    }

    @Test
    void theContextClassLoaderIsUsedIfItSeesThisLibrary() throws IOException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        Path jar = PluginJar.detector("com.acme.Acme", "acme").build(dir.resolve("acme.jar"));
        try {
            thread.setContextClassLoader(loader(Providers.class.getClassLoader(), jar));
            assertThat(Providers.ofClassPath().detectorNames()).contains("acme");
            thread.setContextClassLoader(loader(ClassLoader.getPlatformClassLoader(), jar));
            assertThat(Providers.ofClassPath().detectorNames()).doesNotContain("acme");
            assertThat(Providers.ofClassPath().broken()).isEmpty();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** The names of the core's own providers, if it has any, come first in what is available. */
    private static String available(List<String> names) {
        return names.isEmpty() ? "none" : String.join(", ", names);
    }

    @Test
    void anUnknownNameIsAnErrorThatNamesTheAvailable() throws IOException {
        Providers providers =
                providers(PluginJar.detector("com.acme.Acme", "acme").build(dir.resolve("acme.jar")));
        assertThatThrownBy(() -> providers.detector("amce", Map.of()))
                .isInstanceOf(NtaException.class)
                .hasMessage("Unknown detector 'amce'; did you mean 'acme'?\nAvailable: "
                        + available(providers.detectorNames()));
        assertThatThrownBy(() -> providers.aggregator("zzzzzz", Map.of()))
                .hasMessage("Unknown aggregator 'zzzzzz'\nAvailable: " + available(providers.aggregatorNames()));
    }

    @ParameterizedTest
    @CsvSource({
        "DETECTOR, xgboost, io.nta:nta-model-xgboost",
        "DETECTOR, combined, io.nta:nta-model-xgboost",
        "STORE, jdbc, io.nta:nta-store-jdbc",
        "SOURCE, pcap-file, io.nta:nta-capture-pcap",
        "SOURCE, pcap-live, io.nta:nta-capture-pcap"
    })
    void aKnownNameThatIsAbsentIsAnErrorThatNamesTheArtefactToAdd(ProviderKind kind, String name, String artefact)
            throws IOException {
        Providers providers = providers();
        String message = "Unknown " + kind.word() + " '" + name + "'\nAvailable: ";
        String advice = "\nTo have '" + name + "', add the artefact " + artefact;
        switch (kind) {
            case DETECTOR ->
                assertThatThrownBy(() -> providers.detector(name, Map.of()))
                        .hasMessage(message + available(providers.detectorNames()) + advice);
            case STORE ->
                assertThatThrownBy(() -> providers.store(name, Map.of()))
                        .hasMessage(message + available(providers.storeNames()) + advice);
            default ->
                assertThatThrownBy(() -> providers.source(name, Map.of()))
                        .hasMessage(message + available(providers.sourceNames()) + advice);
        }
    }

    @Test
    void twoProvidersOfOneNameAreAnErrorThatNamesBothJarsWhenTheNameIsAskedFor() throws IOException {
        Path one = PluginJar.detector("com.acme.First", "acme").build(dir.resolve("one.jar"));
        Path two = PluginJar.detector("org.other.Second", "acme").build(dir.resolve("two.jar"));
        Path three = PluginJar.detector("com.acme.Third", "third").build(dir.resolve("three.jar"));
        String message = "There are 2 detectors named 'acme'; remove all but one:\n  com.acme.First in " + one
                + "\n  org.other.Second in " + two;
        for (Providers providers : List.of(providers(one, two, three), providers(three, two, one))) {
            assertThat(providers.detectorNames()).containsOnlyOnce("acme").contains("third");
            assertThat(providers.detector("third", Map.of()).name()).isEqualTo("third");
            assertThatThrownBy(() -> providers.detector("acme", Map.of()))
                    .isInstanceOf(NtaException.class)
                    .hasMessage(message);
        }
    }

    @Test
    void twoJarsWithTheSameClassAreAnErrorToo() throws IOException {
        Path old = PluginJar.detector("com.acme.Acme", "acme").build(dir.resolve("acme-1.0.jar"));
        Path young = PluginJar.detector("com.acme.Acme", "acme").build(dir.resolve("acme-1.1.jar"));
        assertThatThrownBy(() -> providers(old, young).detector("acme", Map.of()))
                .hasMessage("There are 2 detectors named 'acme'; remove all but one:\n  com.acme.Acme in " + old
                        + "\n  com.acme.Acme in " + young);
    }

    @Test
    void theSameClassSeenThroughParentAndChildIsNoDuplicate() throws IOException {
        Path jar = PluginJar.detector("com.acme.Acme", "acme").build(dir.resolve("acme.jar"));
        Path copy = Files.copy(jar, dir.resolve("copy.jar"));
        ClassLoader parent = loader(Providers.class.getClassLoader(), jar);
        for (Path child : List.of(jar, copy)) {
            Providers providers = Providers.of(loader(parent, child));
            assertThat(providers.detector("acme", Map.of()).getClass().getClassLoader())
                    .isSameAs(parent);
        }
    }

    @Test
    void theSameClassInAParentThatIsAskedLastIsNoDuplicate() throws IOException {
        Path jar = PluginJar.detector("com.acme.Acme", "acme").build(dir.resolve("acme.jar"));
        ClassLoader parent = loader(Providers.class.getClassLoader(), Files.copy(jar, dir.resolve("copy.jar")));
        URLClassLoader childFirst = new URLClassLoader(new URL[] {jar.toUri().toURL()}, parent) {
            @Override
            protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
                synchronized (getClassLoadingLock(name)) {
                    Class<?> loaded = findLoadedClass(name);
                    return loaded != null
                            ? loaded
                            : name.startsWith("com.acme.") ? findClass(name) : super.loadClass(name, resolve);
                }
            }
        };
        opened.add(childFirst);
        assertThat(Providers.of(childFirst)
                        .detector("acme", Map.of())
                        .getClass()
                        .getClassLoader())
                .isSameAs(childFirst);
    }

    @Test
    void wrongOptionsAreReportedTogetherAfterCreation() throws IOException {
        Providers providers =
                providers(acme("config.integer(\"limit\", 5, 1, 9); config.text(\"note\"); return this;"));
        assertThatThrownBy(() -> providers.detector("acme", Map.of("limit", "x", "nite", "y")))
                .isInstanceOf(NtaException.class)
                .hasMessage("""
                The options of detector 'acme' are not valid:
                  limit = 'x': not a whole number; allowed: 1 to 9
                  nite: unknown option; did you mean 'note'?
                Known options: limit, note""");
        assertThat(providers.detector("acme", Map.of("limit", "7"))).isNotNull();
    }

    @Test
    void whatWasCreatedWithWrongOptionsIsClosed() throws IOException {
        String source = PluginJar.detectorSource(
                "com.acme.Acme",
                "return \"acme\";",
                "public void close() { throw new IllegalStateException(\"closed\"); }");
        PluginJar jar =
                new PluginJar().source("com.acme.Acme", source).service(DetectorProvider.class, "com.acme.Acme");
        Providers providers = providers(jar.build(dir.resolve("acme.jar")));
        assertThatThrownBy(() -> providers.detector("acme", Map.of("x", "y")))
                .hasMessageStartingWith("The options of detector 'acme' are not valid:")
                .satisfies(refusal -> assertThat(refusal.getSuppressed())
                        .extracting(Throwable::getMessage)
                        .containsExactly("closed"));
    }

    @Test
    void wrongOptionsWinOverWhatTheProviderStumbledOver() throws IOException {
        Providers providers =
                providers(acme("config.requiredText(\"url\"); throw new IllegalStateException(\"no url\");"));
        assertThatThrownBy(() -> providers.detector("acme", Map.of("other", "x")))
                .isInstanceOf(NtaException.class)
                .hasMessage("The options of detector 'acme' are not valid:\n  url: required, but not given")
                .satisfies(refusal -> assertThat(refusal.getSuppressed())
                        .extracting(Throwable::getMessage)
                        .containsExactly("no url"));
    }

    @Test
    void aProviderMayVerifyItsOptionsBeforeItOpensAnything() throws IOException {
        Providers providers =
                providers(acme("config.text(\"url\"); config.verify(); throw new AssertionError(\"opened\");"));
        assertThatThrownBy(() -> providers.detector("acme", Map.of("other", "x")))
                .hasMessage(
                        "The options of detector 'acme' are not valid:\n  other: unknown option\nKnown options: url")
                .hasNoSuppressedExceptions();
    }

    @Test
    void aCreateThatThrowsIsReportedWithNameClassJarAndCause() throws IOException {
        Path jar = acme("throw new IllegalStateException(\"no model\");");
        assertThatThrownBy(() -> providers(jar).detector("acme", Map.of("unread", "x")))
                .isInstanceOf(NtaException.class)
                .hasMessage("The detector 'acme' (com.acme.Acme in " + jar
                        + ") could not be created: IllegalStateException: no model")
                .hasCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void aCreateThatNeedsAMissingClassIsReported() throws IOException {
        PluginJar plugin = new PluginJar()
                .source(
                        "com.acme.Acme",
                        PluginJar.detectorSource("com.acme.Acme", "return \"acme\";")
                                .replace("return this;", "new Gone(); return this;"))
                .source("com.acme.Gone", "package com.acme; class Gone {}")
                .without("com.acme.Gone")
                .service(DetectorProvider.class, "com.acme.Acme");
        Path jar = plugin.build(dir.resolve("acme.jar"));
        assertThatThrownBy(() -> providers(jar).detector("acme", Map.of()))
                .hasMessage(
                        "The detector 'acme' (com.acme.Acme in " + jar
                                + ") could not be created: NoClassDefFoundError: com/acme/Gone (is a jar that it needs missing?)");
    }

    @Test
    void aCreateThatReturnsNullIsReported() throws IOException {
        Path jar = acme("return null;");
        assertThatThrownBy(() -> providers(jar).detector("acme", Map.of()))
                .isInstanceOf(NtaException.class)
                .hasMessage("The detector 'acme' (com.acme.Acme in " + jar + ") returned null from create()");
    }

    @Test
    void anNtaExceptionOfCreatePassesThrough() throws IOException {
        Path jar = acme("throw new io.nta.NtaException(\"The model is older than 2.0\");");
        assertThatThrownBy(() -> providers(jar).detector("acme", Map.of()))
                .isExactlyInstanceOf(NtaException.class)
                .hasMessage("The model is older than 2.0")
                .hasNoCause();
    }
}
