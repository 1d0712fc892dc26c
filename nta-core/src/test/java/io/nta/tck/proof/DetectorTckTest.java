package io.nta.tck.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.nta.feature.FeatureVector;
import io.nta.spi.Detector;
import io.nta.spi.DetectorProvider;
import io.nta.spi.ProviderConfig;
import io.nta.tck.DetectorTck;
import io.nta.tck.MadeRow;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DetectorTckTest {
    private static Supplier<DetectorProvider> plugin = SoundDetector::new;

    @TempDir
    private Path classes;

    private ClassLoader before;

    /** Stands in the service file for whichever provider is tested. */
    public static final class Stand implements DetectorProvider {
        private final DetectorProvider tested = plugin.get();

        @Override
        public String name() {
            return tested.name();
        }

        @Override
        public Detector create(ProviderConfig config) {
            return tested.create(config);
        }
    }

    /** What a plugin writer writes. */
    static class Kit extends DetectorTck {
        @Override
        protected DetectorProvider provider() {
            return new Stand();
        }

        @Override
        protected List<FeatureVector> attackRows() {
            return List.of(
                    MadeRow.source("10.0.0.1", 5).with("icmp_count", 500).row(),
                    MadeRow.source("10.0.0.3", 30).with("icmp_count", 700).row(),
                    MadeRow.target("10.0.0.2", 5).with("icmp_count", 90).row());
        }
    }

    @BeforeEach
    void nameTheProviderInAServiceFile() throws IOException {
        Path file = classes.resolve("META-INF/services/" + DetectorProvider.class.getName());
        Files.createDirectories(file.getParent());
        Files.writeString(file, Stand.class.getName());
        before = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(loader(classes));
    }

    private URLClassLoader loader(Path folder) throws MalformedURLException {
        return new URLClassLoader(new URL[] {folder.toUri().toURL()}, before);
    }

    @AfterEach
    void restoreTheClassLoader() {
        Thread.currentThread().setContextClassLoader(before);
    }

    private static KitRun run(Supplier<DetectorProvider> provider) {
        plugin = provider;
        return KitRun.of(Kit.class);
    }

    @Test
    void aSoundDetectorPasses() {
        KitRun run = run(SoundDetector::new);
        run.assertFailed(Set.of());
        assertThat(run.skipped()).isEmpty();
    }

    @Test
    void aProviderThatNoServiceFileNamesIsToldSo() {
        Thread.currentThread().setContextClassLoader(before);
        run(SoundDetector::new).assertFailed(Set.of("theServiceFileNamesTheProvider"));
    }

    static List<Broken<DetectorProvider>> broken() {
        return BrokenDetectors.all();
    }

    @ParameterizedTest
    @MethodSource("broken")
    void aBrokenDetectorFailsTheSentenceThatItBreaks(Broken<DetectorProvider> broken) {
        run(broken.plugin()).assertFailed(broken.fails());
    }

    @Test
    void everySentenceIsBrokenByAPlugin() {
        Set<String> sentences = Broken.sentences(broken());
        sentences.add("theServiceFileNamesTheProvider");
        assertThat(sentences).isEqualTo(KitRun.sentences(DetectorTck.class));
    }
}
