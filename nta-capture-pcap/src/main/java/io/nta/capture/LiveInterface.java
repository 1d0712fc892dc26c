package io.nta.capture;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A network interface that libpcap can capture from.
 *
 * @param number its place in the list, from 1, by which users may choose it
 * @param name by which the system knows it
 * @param description what the system says of it; empty when it says nothing
 * @param addresses its IP addresses, as texts
 * @param up whether it is switched on
 * @param running whether it has a link
 * @param loopback whether it leads to this host only
 */
public record LiveInterface(
        int number,
        String name,
        String description,
        List<String> addresses,
        boolean up,
        boolean running,
        boolean loopback) {
    private static final String ALL_AT_ONCE = "any";

    /** Copies the addresses. */
    public LiveInterface {
        addresses = List.copyOf(addresses);
    }

    /**
     * Returns the interfaces of this host, as libpcap lists them. No permission is needed for that on most systems.
     *
     * @throws LiveCaptureException when libpcap is missing, or can't list them
     */
    public static List<LiveInterface> list() throws LiveCaptureException {
        try {
            return InterfaceList.all();
        } catch (LinkageError e) {
            throw LiveCaptureException.missing(e);
        }
    }

    /**
     * Returns the names that a user's choice stands for: names or numbers joined by commas; {@code 0} or {@code all} for every interface that is up, each on its own.
     *
     * @throws LiveCaptureException when there is no such number, or libpcap is missing; a name is believed until it is opened
     */
    public static List<String> choose(String choice) throws LiveCaptureException {
        return choose(choice, LiveInterface::list);
    }

    /**
     * Returns the names among these interfaces that a user's choice stands for, as {@link #choose(String)} does.
     *
     * @throws LiveCaptureException when there is no such number or name
     */
    public static List<String> choose(String choice, List<LiveInterface> among) throws LiveCaptureException {
        List<String> names = choose(choice, () -> among);
        for (String name : names) {
            if (among.stream().noneMatch(each -> each.name().equals(name))) {
                throw noSuch(name, among);
            }
        }
        return names;
    }

    /** Not asked where names say it all: they can be captured from where they can't be listed. */
    @FunctionalInterface
    private interface Listing {
        List<LiveInterface> list() throws LiveCaptureException;
    }

    private static List<String> choose(String choice, Listing known) throws LiveCaptureException {
        List<String> names = new ArrayList<>();
        for (String part : choice.split(",", -1)) {
            String each = part.trim();
            if (each.equals("0") || each.toLowerCase(Locale.ROOT).equals("all")) {
                known.list().stream()
                        .filter(device -> device.up() && !device.name().equals(ALL_AT_ONCE))
                        .forEach(device -> names.add(device.name()));
            } else {
                names.add(isNumber(each) ? byNumber(each, known.list()) : each);
            }
        }
        List<String> distinct = names.stream().distinct().toList();
        if (distinct.isEmpty() || distinct.contains("")) {
            throw new LiveCaptureException(
                    LiveCaptureException.Reason.NO_SUCH_INTERFACE,
                    "'" + choice + "' names no interface; give names or numbers joined by commas, or all. They are "
                            + namesOf(known.list()));
        }
        return distinct;
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.length() < 5 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static String byNumber(String number, List<LiveInterface> all) throws LiveCaptureException {
        int index = Integer.parseInt(number) - 1;
        if (index < 0 || index >= all.size()) {
            throw noSuch(number, all);
        }
        return all.get(index).name();
    }

    private static LiveCaptureException noSuch(String numberOrName, List<LiveInterface> all) {
        return new LiveCaptureException(
                LiveCaptureException.Reason.NO_SUCH_INTERFACE,
                "There is no interface " + numberOrName + ". They are " + namesOf(all));
    }

    static String namesOf(List<LiveInterface> interfaces) {
        return String.join(
                ", ",
                interfaces.stream()
                        .map(each -> each.number() + " " + each.name())
                        .toList());
    }
}
