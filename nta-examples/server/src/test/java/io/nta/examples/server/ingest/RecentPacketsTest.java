package io.nta.examples.server.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.nta.examples.server.testkit.GeneratedPackets;
import io.nta.packet.PacketRecord;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients without batch ids have sent before is known, as often as they sent it. */
class RecentPacketsTest {
    private static final int REMEMBERED = 200_000;
    private static final int CLIENTS = 64;

    private final RecentPackets recent = new RecentPackets();

    private void add(String client, long... fingerprints) {
        Arrays.stream(fingerprints).forEach(each -> recent.add(client, each));
    }

    private int[] fresh(String client, long... fingerprints) {
        return recent.fresh(client, fingerprints);
    }

    @Test
    void whatWasNeverThereIsFreshUntilItIsKept() {
        assertThat(fresh("a", 1, 2, 3)).containsExactly(0, 1, 2);
        assertThat(fresh("a", 1, 2, 3)).as("asking keeps nothing").containsExactly(0, 1, 2);
        add("a", 2);
        assertThat(fresh("a", 1, 2, 3)).containsExactly(0, 2);
    }

    @Test
    void ofEqualPacketsThoseAreFreshThatThereAreMoreOf() {
        assertThat(fresh("a", 7, 7)).containsExactly(0, 1);
        add("a", 7, 7, 8);
        assertThat(fresh("a", 7, 8, 7)).isEmpty();
        assertThat(fresh("a", 7, 7, 7, 8, 7)).containsExactly(2, 4);
    }

    @Test
    void eachClientHasAPastOfItsOwn() {
        add("a", 1);
        assertThat(fresh("b", 1)).containsExactly(0);
    }

    @Test
    void theOldestOfTooManyPacketsAreForgotten() {
        add("a", 1, 1);
        for (long i = 0; i < REMEMBERED - 2; i++) {
            recent.add("a", 100 + i);
        }
        assertThat(fresh("a", 1, 1)).isEmpty();
        add("a", 2);
        assertThat(fresh("a", 1, 1)).containsExactly(1);
        add("a", 3);
        assertThat(fresh("a", 1, 1)).containsExactly(0, 1);
        assertThat(fresh("a", 100, 2, 3)).isEmpty();
    }

    @Test
    void ofTooManyClientsTheOneThatWasSilentLongestIsForgotten() {
        for (int i = 0; i < CLIENTS; i++) {
            add("client-" + i, 1);
        }
        assertThat(fresh("client-0", 1)).as("it speaks again").isEmpty();
        add("one more", 1);
        assertThat(fresh("client-0", 1)).isEmpty();
        assertThat(fresh("client-1", 1)).containsExactly(0);
    }

    /** A client that fails sends everything again, from any place: in the end each packet was taken as often as it was captured. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void howeverOftenAFileIsSentInWhateverPartsNothingIsDoubledAndNothingLost(long seed) {
        Random random = new Random(seed);
        long[] file = random.longs(500, 0, 200).toArray();
        int[] taken = new int[200];
        int sent = 0;
        while (sent < file.length) {
            // An upload is a prefix of the file that reaches at least as far as those before, perhaps no further.
            sent = Math.min(file.length, sent + random.nextInt(80));
            long[] upload = Arrays.copyOf(file, sent);
            for (int place : recent.fresh("a", upload)) {
                taken[(int) upload[place]]++;
                recent.add("a", upload[place]);
            }
        }
        int[] captured = new int[200];
        Arrays.stream(file).forEach(each -> captured[(int) each]++);
        assertThat(taken).isEqualTo(captured);
    }

    @Test
    void packetsThatDifferInAnythingHaveOtherFingerprintsAndEqualOnesTheSame() {
        List<PacketRecord> packets = GeneratedPackets.of("network", 3, 2_000);
        Set<PacketRecord> distinct = new HashSet<>(packets);
        Set<Long> fingerprints = new HashSet<>();
        for (long each : RecentPackets.fingerprints(List.copyOf(distinct))) {
            fingerprints.add(each);
        }
        assertThat(fingerprints).hasSameSizeAs(distinct);
        PacketRecord packet = packets.get(0);
        assertThat(fingerprint(packet.movedBy(0))).isEqualTo(fingerprint(packet));
        assertThat(fingerprint(packet.movedBy(1))).isNotEqualTo(fingerprint(packet));
        assertThat(fingerprint(packet.withoutFrame())).isNotEqualTo(fingerprint(packet));
    }

    private static long fingerprint(PacketRecord packet) {
        return RecentPackets.fingerprints(List.of(packet))[0];
    }
}
