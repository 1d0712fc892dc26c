package io.nta.capture;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.pcap4j.core.PcapAddress;
import org.pcap4j.core.PcapNativeException;
import org.pcap4j.core.PcapNetworkInterface;
import org.pcap4j.core.Pcaps;

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
    /** Devices of libpcap that carry no frames of a network. */
    private static final List<String> NO_NETWORKS = List.of("nflog", "nfqueue", "usbmon", "bluetooth", "dbus", "can");

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
        List<LiveInterface> found = new ArrayList<>();
        try {
            for (PcapNetworkInterface device : Pcaps.findAllDevs()) {
                if (NO_NETWORKS.stream().noneMatch(device.getName()::startsWith)) {
                    found.add(of(found.size() + 1, device));
                }
            }
        } catch (PcapNativeException e) {
            throw new LiveCaptureException(
                    LiveCaptureException.Reason.OTHER, "The interfaces can't be listed: " + e.getMessage(), e);
        } catch (LinkageError e) {
            throw Libpcap.missing(e);
        }
        return found;
    }

    private static LiveInterface of(int number, PcapNetworkInterface device) {
        List<String> addresses = new ArrayList<>();
        for (PcapAddress address : device.getAddresses()) {
            InetAddress ip = address.getAddress();
            if (ip != null) {
                addresses.add(ip.getHostAddress());
            }
        }
        String description = device.getDescription() == null ? "" : device.getDescription();
        return new LiveInterface(
                number,
                device.getName(),
                description,
                addresses,
                device.isUp(),
                device.isRunning(),
                device.isLoopBack());
    }

    /**
     * Returns the names that a user's choice stands for: names or numbers joined by commas; {@code 0} or {@code all} for every interface that is up, each on its own.
     *
     * @throws LiveCaptureException when there is no such number, or libpcap is missing; a name is believed until it is opened
     */
    public static List<String> choose(String choice) throws LiveCaptureException {
        List<String> names = new ArrayList<>();
        for (String part : choice.split(",", -1)) {
            String each = part.trim();
            if (each.equals("0") || each.toLowerCase(Locale.ROOT).equals("all")) {
                list().stream()
                        .filter(device -> device.up() && !device.name().equals(ALL_AT_ONCE))
                        .forEach(device -> names.add(device.name()));
            } else {
                names.add(isNumber(each) ? byNumber(each) : each);
            }
        }
        List<String> distinct = names.stream().distinct().toList();
        if (distinct.isEmpty() || distinct.contains("")) {
            throw new LiveCaptureException(
                    LiveCaptureException.Reason.NO_SUCH_INTERFACE,
                    "'" + choice + "' names no interface; give names or numbers joined by commas, or all. They are "
                            + namesOf(list()));
        }
        return distinct;
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.length() < 5 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static String byNumber(String number) throws LiveCaptureException {
        List<LiveInterface> all = list();
        int index = Integer.parseInt(number) - 1;
        if (index < 0 || index >= all.size()) {
            throw new LiveCaptureException(
                    LiveCaptureException.Reason.NO_SUCH_INTERFACE,
                    "There is no interface " + number + ". They are " + namesOf(all));
        }
        return all.get(index).name();
    }

    static String namesOf(List<LiveInterface> interfaces) {
        return String.join(
                ", ",
                interfaces.stream()
                        .map(each -> each.number() + " " + each.name())
                        .toList());
    }
}
