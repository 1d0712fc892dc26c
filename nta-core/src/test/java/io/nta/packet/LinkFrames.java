package io.nta.packet;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** A frame of every link type that isn't Ethernet, loopback, raw or cooked: a header written in hex before the same packet. */
final class LinkFrames {
    /** LLC and SNAP with IPv4's EtherType. */
    static final String SNAP_IPV4 = "aaaa03 000000 0800";

    /** An 802.11 data frame to the distribution system, up to its body. */
    static final String WIRELESS = "0801 0000 020000000009 020000000001 020000000002 0000";

    private static final String ETHERNET = "020000000002 020000000001 0800";

    private LinkFrames() {}

    /** A TCP SYN from 10.0.0.1:40000 to 10.0.0.2:80. */
    static byte[] packet() {
        return Frames.raw()
                .ip("10.0.0.1", "10.0.0.2")
                .tcp(40000, 80, TcpFlags.SYN)
                .bytes();
    }

    static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits.replace(" ", ""));
    }

    /** Returns the packet behind a header. */
    static byte[] behind(String header) {
        return DnsMessages.join(hex(header), packet());
    }

    static byte[] behind(String header, String trailer) {
        return DnsMessages.join(hex(header), packet(), hex(trailer));
    }

    /** Returns frames that all hold {@link #packet}, at least one for each of the link types. */
    static List<SampleFrames.Sample> all() {
        List<SampleFrames.Sample> samples = new ArrayList<>();
        serial(samples);
        multiprotocol(samples);
        wireless(samples);
        lans(samples);
        systems(samples);
        return samples;
    }

    private static void serial(List<SampleFrames.Sample> samples) {
        add(samples, LinkType.PPP, "ff03 0021");
        add(samples, LinkType.PPP, "0021");
        add(samples, LinkType.PPP, "21");
        add(samples, LinkType.PPP, "8f00 0800");
        add(samples, LinkType.PPP_HDLC, "ff03 21");
        add(samples, LinkType.PPP_HDLC, "0f00 0800");
        add(samples, LinkType.PPP_WITH_DIR, "01 ff03 0021");
        add(samples, LinkType.PPP_PPPD, "00 03 0021");
        add(samples, LinkType.PPP_ETHER, "11 00 1234 002a 0021");
        add(samples, LinkType.C_HDLC, "0f00 0800");
        add(samples, LinkType.C_HDLC_WITH_DIR, "00 8f00 0800");
        add(samples, LinkType.SLIP, "00".repeat(16));
        add(samples, LinkType.JUNIPER_PPP, "4d4743 00 0021");
        add(samples, LinkType.JUNIPER_CHDLC, "4d4743 01 0f00 0800");
    }

    private static void multiprotocol(List<SampleFrames.Sample> samples) {
        add(samples, LinkType.FRELAY, "1841 03 cc");
        add(samples, LinkType.FRELAY, "1841 0800");
        add(samples, LinkType.FRELAY, "18400043 03 00 80 000000 0800");
        add(samples, LinkType.FRELAY, "1841 03 00 80 0080c2 0007" + ETHERNET);
        add(samples, LinkType.FRELAY, "1841 03 cf 0021");
        add(samples, LinkType.FRELAY_WITH_DIR, "00 1841 03 cc");
        add(samples, LinkType.JUNIPER_FRELAY, "4d4743 00 1841 03 cc");
        add(samples, LinkType.ATM_RFC1483, SNAP_IPV4);
        add(samples, LinkType.ATM_RFC1483, "fefe03 cc");
        add(samples, LinkType.ATM_RFC1483, "aaaa03 0080c2 0001 0000" + ETHERNET);
        add(samples, LinkType.LINUX_ATM_CLIP, SNAP_IPV4);
        add(samples, LinkType.LINUX_ATM_CLIP, "");
        add(samples, LinkType.SUNATM, "02 00 0064" + SNAP_IPV4);
        add(samples, LinkType.SUNATM, "81 00 0064 0001" + ETHERNET);
        add(samples, LinkType.JUNIPER_ATM1, "4d4743 00 01020304" + SNAP_IPV4);
        add(samples, LinkType.JUNIPER_ATM1, "4d4743 00 01020304 03 cc");
        add(samples, LinkType.JUNIPER_ETHER, "4d4743 80 0004 01020304" + ETHERNET);
        add(samples, LinkType.JUNIPER_ETHER, "4d4743 02 00000002");
        add(samples, LinkType.JUNIPER_PPPOE, "4d4743 00" + ETHERNET);
    }

    private static void wireless(List<SampleFrames.Sample> samples) {
        add(samples, LinkType.IEEE802_11, WIRELESS + SNAP_IPV4);
        add(samples, LinkType.IEEE802_11_RADIOTAP, "00 00 0800 00000000" + WIRELESS + SNAP_IPV4);
        add(samples, LinkType.IEEE802_11_PRISM, "44000000 90000000" + "00".repeat(136) + WIRELESS + SNAP_IPV4);
        add(samples, LinkType.IEEE802_11_PRISM, "80211001 00000040" + "00".repeat(56) + WIRELESS + SNAP_IPV4);
        add(samples, LinkType.IEEE802_11_AVS, "80211001 00000040" + "00".repeat(56) + WIRELESS + SNAP_IPV4);
        add(samples, LinkType.PPI, "00 00 0800 69000000" + WIRELESS + SNAP_IPV4);
        add(samples, LinkType.PPI, "00 00 0800 01000000" + ETHERNET);
    }

    private static void lans(List<SampleFrames.Sample> samples) {
        add(samples, LinkType.IEEE802_5, "10 40 020000000002 020000000001" + SNAP_IPV4);
        add(samples, LinkType.IEEE802_5, "10 40 020000000002 820000000001 0630 0012 0023" + SNAP_IPV4);
        add(samples, LinkType.FDDI, "50 020000000002 020000000001" + SNAP_IPV4);
        add(samples, LinkType.ARCNET_BSD, "01 02 f0");
        add(samples, LinkType.ARCNET_BSD, "01 02 d4 00 0001");
        add(samples, LinkType.ARCNET_LINUX, "01 02 0000 d4 ff 000000 00 0001");
        add(samples, LinkType.IP_OVER_FC, "1000020000000002 1000020000000001" + SNAP_IPV4);
        add(samples, LinkType.APPLE_IP_OVER_IEEE1394, "0102030405060708 1112131415161718 0800");
        add(samples, LinkType.IPOIB, "00".repeat(40) + "0800 0000");
        add(samples, LinkType.DSA_TAG_BRCM, "020000000002 020000000001 00000008 0800");
        add(samples, LinkType.DSA_TAG_BRCM_PREPEND, "00000008" + ETHERNET);
        add(samples, LinkType.DSA_TAG_DSA, "020000000002 020000000001 c0000000 0800");
        add(samples, LinkType.DSA_TAG_EDSA, "020000000002 020000000001 dada0000 c0000000 0800");
        add(samples, LinkType.NETANALYZER, "01020304" + ETHERNET);
        add(samples, LinkType.NETANALYZER_TRANSPARENT, "01020304 55555555555555d5" + ETHERNET);
        samples.add(new SampleFrames.Sample(LinkType.DOCSIS, behind("00 00 003c 0000" + ETHERNET, "00000000")));
        samples.add(
                new SampleFrames.Sample(LinkType.DOCSIS, behind("01 05 0041 3400010000 0000" + ETHERNET, "00000000")));
    }

    private static void systems(List<SampleFrames.Sample> samples) {
        add(samples, LinkType.ENC, "00000002 00000100 00000000");
        add(samples, LinkType.PFLOG, "3d02" + "00".repeat(62));
        add(samples, LinkType.IPNET, "01 02" + "00".repeat(22));
        add(samples, LinkType.NFLOG, "02000014 0800010008000100 0500030061000000 2c000900");
        add(samples, LinkType.NFLOG, "02000014 0008000108000100 002c0009");
        add(samples, LinkType.PKTAP, "10000000 01000000 01000000 00000000" + ETHERNET);
        add(samples, LinkType.PKTAP, "00000010 00000001 00000065 00000000");
    }

    private static void add(List<SampleFrames.Sample> samples, LinkType linkType, String header) {
        samples.add(new SampleFrames.Sample(linkType, behind(header)));
    }
}
