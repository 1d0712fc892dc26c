package io.nta.packet;

/** A 48-bit MAC address, in the low bits of {@code value}. */
public record MacAddress(long value) {
    private static final long MASK = 0xFFFF_FFFF_FFFFL;
    private static final int BYTES = 6;

    /** Keeps the low 48 bits. */
    public MacAddress {
        value &= MASK;
    }

    /** Returns the address as {@code 02:77:00:00:00:c9}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(17);
        for (int i = BYTES - 1; i >= 0; i--) {
            int octet = (int) (value >>> (8 * i)) & 0xFF;
            text.append(Character.forDigit(octet >> 4, 16)).append(Character.forDigit(octet & 0xF, 16));
            if (i > 0) {
                text.append(':');
            }
        }
        return text.toString();
    }
}
