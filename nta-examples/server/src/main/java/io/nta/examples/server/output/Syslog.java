package io.nta.examples.server.output;

import io.nta.detect.Alert;
import io.nta.examples.server.config.OutputConfig.SyslogProtocol;
import io.nta.wire.AlertJson;
import java.io.IOException;
import java.io.OutputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Sends alerts to a syslog server: RFC 5424, the alert's JSON as the message; by UDP (RFC 5426), or by TCP with counted octets (RFC 6587). */
final class Syslog implements AlertOutput {
    private static final int PATIENCE_MILLIS = 10_000;
    /** Facility 4: security. */
    private static final int FACILITY = 4 << 3;

    private final String host;
    private final int port;
    private final SyslogProtocol protocol;
    private final String self;

    Syslog(String host, int port, SyslogProtocol protocol) {
        this.host = host;
        this.port = port;
        this.protocol = protocol;
        this.self = ownName();
    }

    private static String ownName() {
        try {
            String name = InetAddress.getLocalHost().getHostName().replaceAll("[^!-~]", "");
            return name.isEmpty() ? "-" : name;
        } catch (IOException e) {
            return "-";
        }
    }

    @Override
    public String description() {
        return "the syslog server at " + host + ":" + port;
    }

    @Override
    public void send(String change, Alert alert) throws IOException {
        // JSON escapes line ends, so that no text of an attacker begins a message of its own.
        byte[] message = ("<" + (FACILITY + severity(alert)) + ">1 " + Instant.now() + " " + self + " nta - " + change
                        + " - " + AlertJson.toJson(alert))
                .getBytes(StandardCharsets.UTF_8);
        if (protocol == SyslogProtocol.UDP) {
            try (DatagramSocket socket = new DatagramSocket()) {
                socket.send(new DatagramPacket(message, message.length, InetAddress.getByName(host), port));
            }
        } else {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(host, port), PATIENCE_MILLIS);
                OutputStream out = socket.getOutputStream();
                out.write((message.length + " ").getBytes(StandardCharsets.US_ASCII));
                out.write(message);
                out.flush();
            }
        }
    }

    private static int severity(Alert alert) {
        return switch (alert.severity()) {
            case CRITICAL -> 2;
            case HIGH -> 3;
            case MEDIUM -> 4;
            case LOW -> 5;
        };
    }
}
