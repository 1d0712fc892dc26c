package io.nta.examples.cli.output;

import io.nta.detect.Alert;
import io.nta.detect.AttackType;
import io.nta.packet.IpAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How numbers and times are written for people. The same in every locale, so that output can be compared. */
public final class Figures {
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;

    private Figures() {}

    /** Returns a count with its thousands apart, for example {@code 1 234 567}. */
    public static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value).replace(',', ' ');
    }

    /** Returns a count and its noun, for example {@code 1 packet} or {@code 2 packets}. */
    public static String count(long value, String noun) {
        return count(value) + ' ' + noun + (value == 1 ? "" : "s");
    }

    /** Returns a number with that many decimals. */
    public static String decimal(double value, int decimals) {
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    /** Returns a duration, for example {@code 0.42 s}, {@code 8.1 s}, {@code 3 min 20 s} or {@code 2 h 05 min}. */
    public static String duration(Duration duration) {
        double exact = duration.toNanos() / 1e9;
        long seconds = Math.round(exact);
        if (seconds < MINUTE) {
            return decimal(exact, exact < 1 ? 2 : 1) + " s";
        }
        if (seconds < HOUR) {
            return seconds / MINUTE + " min " + seconds % MINUTE + " s";
        }
        return String.format(Locale.ROOT, "%d h %02d min", seconds / HOUR, seconds % HOUR / MINUTE);
    }

    /** Returns a time in UTC to the second, for example {@code 2026-11-22 21:41:07}. */
    public static String time(Instant time) {
        return SECONDS.format(time);
    }

    /** Returns the attacker's address, {@code many} if there are several or they are forged, or {@code unknown} if only its MAC was seen. */
    public static String attacker(Alert alert) {
        boolean byMac = alert.attackType().equals(AttackType.ARP_SPOOF);
        return address(alert.srcIp(), byMac ? "unknown" : "many");
    }

    /** Returns the target's address, or {@code many} if there are several. */
    public static String target(Alert alert) {
        return address(alert.dstIp(), "many");
    }

    private static String address(@Nullable IpAddress address, String instead) {
        return address == null ? instead : address.toString();
    }
}
