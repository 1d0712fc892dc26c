package io.nta.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nta.NtaException;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Broken plugins lie on both sides of a good one, which must stay usable. */
class BrokenProvidersTest {
    private static final String ALLOWED = "; allowed: at least one character, and no blank, comma or colon";

    @TempDir
    private Path dir;

    private Path first;
    private Path last;

    @BeforeEach
    void placePluginsAroundTheGoodOne() {
        first = dir.resolve("a.jar");
        last = dir.resolve("z.jar");
        PluginJar.detector("com.acme.Good", "good").build(dir.resolve("m.jar"));
    }

    /** Asserts that this is all that is broken, that it is reported for an unknown name, and that the good plugin works. */
    private void assertIsolated(String... lines) {
        try (Providers providers = Providers.withPlugins(dir)) {
            assertThat(providers.broken()).containsExactly(lines);
            assertThat(providers.detector("good", Map.of()).name()).isEqualTo("good");
            assertThatThrownBy(() -> providers.detector("zzzzzz", Map.of()))
                    .isInstanceOf(NtaException.class)
                    .hasMessage("Unknown detector 'zzzzzz'\nAvailable: " + String.join(", ", providers.detectorNames())
                            + "\nCould not be loaded, and may be the one asked for:\n  " + String.join("\n  ", lines));
        }
    }

    @Test
    void aProviderWhoseClassIsMissingIsIsolated() {
        PluginJar.detector("com.acme.Gone", "gone").without("com.acme.Gone").build(first);
        PluginJar.detector("com.acme.Lost", "lost").without("com.acme.Lost").build(last);
        assertIsolated(
                "com.acme.Gone in " + first + ": the class does not exist",
                "com.acme.Lost in " + last + ": the class does not exist");
    }

    @Test
    void theOthersOfTheSameFileAreStillLoaded() {
        PluginJar.detector("com.acme.Here", "here")
                .service(DetectorProvider.class, "com.acme.Gone # old", "", "com.acme.Here")
                .build(first);
        assertIsolated("com.acme.Gone in " + first + ": the class does not exist");
        try (Providers providers = Providers.withPlugins(dir)) {
            assertThat(providers.detectorNames()).contains("good", "here");
        }
    }

    @Test
    void aClassThatIsNoProviderIsIsolated() {
        new PluginJar()
                .source("com.acme.Odd", "package com.acme; public class Odd {}")
                .service(DetectorProvider.class, "com.acme.Odd")
                .build(first);
        assertIsolated("com.acme.Odd in " + first + ": does not implement io.nta.spi.DetectorProvider");
    }

    @Test
    void aProviderWithoutAPublicConstructorIsIsolated() {
        String source = PluginJar.detectorSource("com.acme.Shy", "return \"shy\";", "Shy() {}");
        new PluginJar()
                .source("com.acme.Shy", source)
                .service(DetectorProvider.class, "com.acme.Shy")
                .build(first);
        assertIsolated("com.acme.Shy in " + first + ": has no public constructor without parameters");
    }

    @Test
    void aProviderWhoseConstructorThrowsIsIsolated() {
        String source = PluginJar.detectorSource(
                "com.acme.Bad",
                "return \"bad\";",
                "public Bad() { throw new IllegalStateException(\"no licence\\nfound\"); }");
        new PluginJar()
                .source("com.acme.Bad", source)
                .service(DetectorProvider.class, "com.acme.Bad")
                .build(first);
        assertIsolated("com.acme.Bad in " + first + ": IllegalStateException: no licence?found");
    }

    @Test
    void aProviderWhoseStaticInitialiserFailsIsIsolated() {
        String source = PluginJar.detectorSource("com.acme.Bad", "return \"bad\";", "static int x = 1 / 0;");
        new PluginJar()
                .source("com.acme.Bad", source)
                .service(DetectorProvider.class, "com.acme.Bad")
                .build(first);
        assertIsolated("com.acme.Bad in " + first + ": ArithmeticException: / by zero");
    }

    @Test
    void aProviderWhoseNativeLibraryIsMissingIsIsolated() {
        String source = PluginJar.detectorSource(
                "com.acme.Bad", "return \"bad\";", "static { System.loadLibrary(\"nowhere\"); }");
        new PluginJar()
                .source("com.acme.Bad", source)
                .service(DetectorProvider.class, "com.acme.Bad")
                .build(first);
        try (Providers providers = Providers.withPlugins(dir)) {
            assertThat(providers.broken())
                    .singleElement()
                    .asString()
                    .startsWith("com.acme.Bad in " + first + ": UnsatisfiedLinkError: no nowhere in java.library.path");
            assertThat(providers.detectorNames()).contains("good");
        }
    }

    @Test
    void aProviderCompiledForANewerJavaIsIsolated() throws IOException {
        PluginJar.detector("com.acme.New", "new").buildForFutureJava(first, "com.acme.New");
        try (Providers providers = Providers.withPlugins(dir)) {
            assertThat(providers.broken())
                    .singleElement()
                    .asString()
                    .startsWith("com.acme.New in " + first
                            + ": UnsupportedClassVersionError: com/acme/New has been compiled by a more recent version")
                    .contains("class file version 99.0");
            assertThat(providers.detectorNames()).contains("good");
        }
    }

    @Test
    void aProviderWhoseSuperclassIsMissingIsIsolated() {
        String source = PluginJar.detectorSource("com.acme.Child", "return \"child\";")
                .replace("class Child implements", "class Child extends Base implements");
        PluginJar jar = new PluginJar()
                .source("com.acme.Child", source)
                .source("com.acme.Base", "package com.acme; public class Base {}");
        jar.without("com.acme.Base")
                .service(DetectorProvider.class, "com.acme.Child")
                .build(first);
        jar.build(last);
        assertIsolated("com.acme.Child in " + first
                + ": NoClassDefFoundError: com/acme/Base (is a jar that it needs missing?)");
    }

    @Test
    void aProviderWhoseNameIsNullBlankOrThrownIsIsolated() {
        PluginJar jar =
                new PluginJar().service(DetectorProvider.class, "com.acme.A", "com.acme.B", "com.acme.C", "com.acme.D");
        jar.source("com.acme.A", PluginJar.detectorSource("com.acme.A", "return null;"));
        jar.source("com.acme.B", PluginJar.detectorSource("com.acme.B", "return \" \";"));
        jar.source("com.acme.C", PluginJar.detectorSource("com.acme.C", "throw new IllegalStateException();"));
        jar.source("com.acme.D", PluginJar.detectorSource("com.acme.D", "return name();"));
        jar.build(first);
        assertIsolated(
                "com.acme.A in " + first + ": name() returns null" + ALLOWED,
                "com.acme.B in " + first + ": name() returns ' '" + ALLOWED,
                "com.acme.C in " + first + ": IllegalStateException",
                "com.acme.D in " + first + ": StackOverflowError");
    }

    @Test
    void aProviderWhoseNameHasABlankACommaOrAColonIsIsolated() {
        PluginJar jar = new PluginJar()
                .service(
                        DetectorProvider.class,
                        "com.acme.Blank",
                        "com.acme.Comma",
                        "com.acme.Colon",
                        "com.acme.Empty",
                        "com.acme.Line");
        jar.source("com.acme.Blank", PluginJar.detectorSource("com.acme.Blank", "return \"my detector\";"));
        jar.source("com.acme.Comma", PluginJar.detectorSource("com.acme.Comma", "return \"a,b\";"));
        jar.source("com.acme.Colon", PluginJar.detectorSource("com.acme.Colon", "return \"a:b\";"));
        jar.source("com.acme.Empty", PluginJar.detectorSource("com.acme.Empty", "return \"\";"));
        jar.source("com.acme.Line", PluginJar.detectorSource("com.acme.Line", "return \"a\\nb\";"));
        jar.build(first);
        assertIsolated(
                "com.acme.Blank in " + first + ": name() returns 'my detector'" + ALLOWED,
                "com.acme.Comma in " + first + ": name() returns 'a,b'" + ALLOWED,
                "com.acme.Colon in " + first + ": name() returns 'a:b'" + ALLOWED,
                "com.acme.Empty in " + first + ": name() returns ''" + ALLOWED,
                "com.acme.Line in " + first + ": name() returns 'a?b'" + ALLOWED);
    }

    @Test
    void aServiceFileThatIsNotOneIsIsolated() {
        PluginJar.detector("com.acme.Here", "here")
                .service(DetectorProvider.class, "com.acme.Here", "what is this?")
                .build(first);
        assertIsolated("META-INF/services/io.nta.spi.DetectorProvider in " + first
                + ": 'what is this?' is not the name of a class");
    }

    @Test
    void aJarThatIsNotOneIsIsolatedAndSuspectedForEveryKind() throws IOException {
        Files.writeString(first, "this is no zip file, however long one looks at it");
        assertIsolated(first + ": not a readable jar: ZipException: zip END header not found");
        try (Providers providers = Providers.withPlugins(dir)) {
            assertThatThrownBy(() -> providers.store("jdbc", Map.of())).hasMessageEndingWith("""
                    To have 'jdbc', add the artefact io.nta:nta-store-jdbc
                    Could not be loaded, and may be the one asked for:
                      %s: not a readable jar: ZipException: zip END header not found""".formatted(first));
        }
    }

    @Test
    void theStackTracesOfWhatIsBrokenGoWithTheError() {
        PluginJar.detector("com.acme.Gone", "gone").without("com.acme.Gone").build(first);
        try (Providers providers = Providers.withPlugins(dir)) {
            assertThatThrownBy(() -> providers.detector("gone", Map.of()))
                    .satisfies(unknown -> assertThat(unknown.getSuppressed())
                            .singleElement()
                            .isInstanceOf(ClassNotFoundException.class));
        }
    }

    @Test
    void brokenProvidersOfEveryKindAreListed() {
        PluginJar jar = new PluginJar();
        for (Class<?> service : List.of(
                WindowAggregatorProvider.class,
                PacketSourceProvider.class,
                FeatureStoreProvider.class,
                DetectorProvider.class)) {
            jar.service(service, "com.acme.No" + service.getSimpleName());
        }
        jar.build(first);
        try (Providers providers = Providers.withPlugins(dir)) {
            assertThat(providers.broken())
                    .containsExactly(
                            "com.acme.NoDetectorProvider in " + first + ": the class does not exist",
                            "com.acme.NoFeatureStoreProvider in " + first + ": the class does not exist",
                            "com.acme.NoPacketSourceProvider in " + first + ": the class does not exist",
                            "com.acme.NoWindowAggregatorProvider in " + first + ": the class does not exist");
        }
    }

    @Test
    void aClassLoaderThatAlwaysFailsEndsTheSearch() {
        ClassLoader failing = new ClassLoader(Providers.class.getClassLoader()) {
            @Override
            public Enumeration<URL> getResources(String name) throws IOException {
                throw new IOException("disk gone");
            }
        };
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(30),
                () -> assertThat(Providers.of(failing).broken())
                        .containsExactly(
                                "META-INF/services/io.nta.spi.DetectorProvider: IOException: disk gone",
                                "META-INF/services/io.nta.spi.FeatureStoreProvider: IOException: disk gone",
                                "META-INF/services/io.nta.spi.PacketSourceProvider: IOException: disk gone",
                                "META-INF/services/io.nta.spi.WindowAggregatorProvider: IOException: disk gone"));
    }
}
