package io.nta.feature;

import static io.nta.feature.Formulas.count;
import static io.nta.feature.Formulas.ports;
import static io.nta.feature.Measure.REMOTE_ACCESS_CONNECTIONS;

import io.nta.feature.WindowState.Ports;
import java.util.List;

/** Ports. */
final class PortFeatures {
    static final List<Feature> ALL = List.of(
            new Feature(
                    "tcp_ports_hit",
                    "ports",
                    Unit.PORTS,
                    Merge.PORTS,
                    "distinct responder TCP ports other than remote-access ports (exact)",
                    ports(Ports.TCP_ORDINARY)),
            new Feature(
                    "udp_ports_hit",
                    "ports",
                    Unit.PORTS,
                    Merge.PORTS,
                    "distinct responder UDP ports other than remote-access ports (exact)",
                    ports(Ports.UDP_ORDINARY)),
            new Feature(
                    "remote_conn_port_hits",
                    "ports",
                    Unit.CONNECTIONS,
                    Merge.SUM,
                    "connections opened to remote-access ports (22, 23, 513, 3389, 5900, 6000 to 6063)",
                    count(REMOTE_ACCESS_CONNECTIONS)));

    private PortFeatures() {}
}
