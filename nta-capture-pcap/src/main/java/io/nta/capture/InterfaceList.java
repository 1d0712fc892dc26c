package io.nta.capture;

import io.nta.packet.IpAddress;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.pcap4j.core.PcapAddress;
import org.pcap4j.core.PcapNativeException;
import org.pcap4j.core.PcapNetworkInterface;
import org.pcap4j.core.Pcaps;

/** The interfaces that libpcap lists. */
final class InterfaceList {
    /** Devices of libpcap that carry no frames of a network. */
    private static final List<String> NO_NETWORKS = List.of("nflog", "nfqueue", "usbmon", "bluetooth", "dbus", "can");

    private InterfaceList() {}

    static List<LiveInterface> all() throws LiveCaptureException {
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
        }
        return found;
    }

    private static LiveInterface of(int number, PcapNetworkInterface device) {
        List<String> addresses = new ArrayList<>();
        for (PcapAddress address : device.getAddresses()) {
            InetAddress ip = address.getAddress();
            if (ip != null) {
                // Without the zone, which is the interface itself.
                addresses.add(IpAddress.parse(ip.getHostAddress().replaceFirst("%.*", ""))
                        .toString());
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
}
