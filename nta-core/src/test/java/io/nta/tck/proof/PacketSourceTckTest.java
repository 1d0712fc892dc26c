package io.nta.tck.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.nta.spi.PacketSource;
import io.nta.tck.PacketSourceTck;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PacketSourceTckTest {
    private static Supplier<PacketSource> plugin = SoundSource::new;
    private static Supplier<PacketSource> failing = BrokenSources.Failing::new;

    /** What a plugin writer writes. */
    static class Kit extends PacketSourceTck {
        @Override
        protected PacketSource open() {
            return plugin.get();
        }

        @Override
        protected int packetCount() {
            return SoundSource.PACKETS;
        }

        @Override
        protected Optional<PacketSource> openFailing() {
            return Optional.ofNullable(failing.get());
        }
    }

    private static KitRun run(Supplier<PacketSource> source, Supplier<PacketSource> failingSource) {
        plugin = source;
        failing = failingSource;
        return KitRun.of(Kit.class);
    }

    @Test
    void aSoundSourcePasses() {
        KitRun run = run(SoundSource::new, BrokenSources.Failing::new);
        run.assertFailed(Set.of());
        assertThat(run.skipped()).isEmpty();
    }

    @Test
    void withoutASourceThatFailsTheTestsOfErrorsAreSkipped() {
        KitRun run = run(SoundSource::new, () -> null);
        run.assertFailed(Set.of());
        assertThat(run.skipped())
                .containsExactly(
                        "afterAnErrorEveryPollFailsAndTheCountsStand", "anErrorIsAnIoExceptionThatSaysWhatIsWrong");
    }

    static List<Broken<PacketSource>> broken() {
        return BrokenSources.all();
    }

    static List<Broken<PacketSource>> brokenInErrors() {
        return BrokenSources.inErrors();
    }

    @ParameterizedTest
    @MethodSource("broken")
    void aBrokenSourceFailsTheSentenceThatItBreaks(Broken<PacketSource> broken) {
        run(broken.plugin(), BrokenSources.Failing::new).assertFailed(broken.fails());
    }

    @ParameterizedTest
    @MethodSource("brokenInErrors")
    void aSourceThatFailsBadlyFailsTheSentenceThatItBreaks(Broken<PacketSource> broken) {
        run(SoundSource::new, broken.plugin()).assertFailed(broken.fails());
    }

    @Test
    void everySentenceIsBrokenByAPlugin() {
        assertThat(Broken.sentences(broken(), brokenInErrors())).isEqualTo(KitRun.sentences(PacketSourceTck.class));
    }
}
