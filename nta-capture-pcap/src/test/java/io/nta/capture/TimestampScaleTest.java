package io.nta.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TimestampScaleTest {
    private static final BigInteger NANOS = BigInteger.valueOf(1_000_000_000L);

    @Test
    void everyResolutionAgreesWithUnboundedArithmetic() {
        Random random = new Random(20_260_101);
        for (int resolution = 0; resolution < 256; resolution++) {
            for (int i = 0; i < 2_000; i++) {
                long timestamp = random.nextLong() >>> random.nextInt(64);
                long offset = switch (i % 4) {
                    case 0 -> random.nextLong() >> random.nextInt(64);
                    case 1 -> random.nextInt();
                    default -> 0;
                };
                assertThat(new TimestampScale(resolution, offset).nanos(timestamp))
                        .as(
                                "resolution %d, offset %d, timestamp %s",
                                resolution, offset, Long.toUnsignedString(timestamp))
                        .isEqualTo(expected(resolution, offset, timestamp));
            }
        }
    }

    @Test
    void absurdValuesBecomeTheNearestTimeThatFits() {
        assertThat(new TimestampScale(0, 0).nanos(-1)).isEqualTo(Long.MAX_VALUE);
        assertThat(new TimestampScale(0, Long.MAX_VALUE).nanos(-1)).isEqualTo(Long.MAX_VALUE);
        assertThat(new TimestampScale(6, Long.MIN_VALUE).nanos(0)).isEqualTo(Long.MIN_VALUE);
        assertThat(new TimestampScale(6, -1).nanos(0)).isEqualTo(-1_000_000_000L);
    }

    private static long expected(int resolution, long offset, long timestamp) {
        BigInteger unitsPerSecond =
                resolution < 128 ? BigInteger.TEN.pow(resolution) : BigInteger.TWO.pow(resolution - 128);
        BigInteger units = new BigInteger(Long.toUnsignedString(timestamp));
        BigInteger nanos = units.multiply(NANOS)
                .divide(unitsPerSecond)
                .add(BigInteger.valueOf(offset).multiply(NANOS));
        return nanos.max(BigInteger.valueOf(Long.MIN_VALUE))
                .min(BigInteger.valueOf(Long.MAX_VALUE))
                .longValue();
    }
}
