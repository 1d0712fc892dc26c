package io.nta.capture;

import io.nta.capture.LiveCaptureException.Reason;
import org.pcap4j.core.PcapNativeException;

/** What goes wrong with libpcap, in words that help. */
final class Libpcap {
    // pcap/pcap.h
    private static final int ERROR_NO_SUCH_DEVICE = -5;
    private static final int ERROR_PERMISSION = -8;
    private static final int ERROR_INTERFACE_NOT_UP = -9;
    private static final int ERROR_PROMISCUOUS_PERMISSION = -11;

    private static final String FILES = "; capture files can be analysed all the same (nta analyze FILE)";

    private Libpcap() {}

    /** libpcap, or what calls it, could not be loaded. */
    static LiveCaptureException missing(LinkageError cause) {
        String why = cause instanceof NoClassDefFoundError
                ? "pcap4j or JNA, or libpcap, can't be loaded"
                : "it can't be loaded";
        return new LiveCaptureException(
                Reason.NO_LIBPCAP,
                "Live capture needs libpcap, and " + why + " (" + firstLine(cause)
                        + "). Install it: apt-get install libpcap0.8, dnf install libpcap, apk add libpcap, or on Windows npcap.com"
                        + FILES,
                cause);
    }

    static LiveCaptureException unopened(String name, PcapNativeException cause) {
        String message = cause.getMessage() == null ? "" : cause.getMessage().strip();
        Integer code = cause.getReturnCode();
        switch (code == null ? 0 : code) {
            case ERROR_PERMISSION:
            case ERROR_PROMISCUOUS_PERMISSION:
                return notPermitted(name, message, cause);
            case ERROR_NO_SUCH_DEVICE:
                return new LiveCaptureException(
                        Reason.NO_SUCH_INTERFACE,
                        "There is no interface " + name + " (" + message + ")" + known(),
                        cause);
            case ERROR_INTERFACE_NOT_UP:
                return new LiveCaptureException(
                        Reason.DOWN, name + " isn't up; switch it on: ip link set " + name + " up", cause);
            default:
                return new LiveCaptureException(Reason.OTHER, name + " can't be captured from: " + message, cause);
        }
    }

    private static LiveCaptureException notPermitted(String name, String message, Throwable cause) {
        String java = ProcessHandle.current().info().command().orElse("java");
        return new LiveCaptureException(
                Reason.NOT_PERMITTED,
                "This user may not capture from " + name + " (" + message
                        + "). Run nta as root (sudo), or grant it to Java: setcap cap_net_raw,cap_net_admin=eip " + java
                        + " (as root, on a copy of the JDK that only a group for this may run, since it then holds for all Java programs)"
                        + FILES,
                cause);
    }

    private static String known() {
        try {
            return "; they are " + LiveInterface.namesOf(LiveInterface.list());
        } catch (LiveCaptureException e) {
            return "";
        }
    }

    private static String firstLine(Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        return message.lines().findFirst().orElse(message).strip();
    }
}
