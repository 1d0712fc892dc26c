/**
 * Where packets come from: capture files, read without a native library, and live interfaces, captured by libpcap through pcap4j. Only what captures live knows pcap4j, which is
 * loaded when an interface is listed or opened.
 */
@NullMarked
package io.nta.capture;

import org.jspecify.annotations.NullMarked;
