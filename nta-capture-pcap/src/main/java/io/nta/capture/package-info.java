/**
 * Where packets come from: capture files, read without a native library, and live interfaces, captured by libpcap through pcap4j. Only the classes whose names begin
 * with {@code Live} and {@code PcapLive}, and {@code Libpcap}, know pcap4j.
 */
@NullMarked
package io.nta.capture;

import org.jspecify.annotations.NullMarked;
