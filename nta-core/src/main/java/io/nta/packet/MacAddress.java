package io.nta.packet;

/** A 48-bit MAC address, in the low bits of {@code value}. */
public record MacAddress(long value) {
    private static final long MASK = 0xFFFF_FFFF_FFFFL;
    private static final int BYTES = 6;
    private static final int TEXT_LENGTH = 17;

    /** Keeps the low 48 bits. */
    public MacAddress {
        value &= MASK;
    }

    /**
     * Returns the address that {@code text} names: six octets of two hexadecimal digits, joined by colons or hyphens.
     *
     * @throws IllegalArgumentException if {@code text} is not such an address
     */
    public static MacAddress parse(String text) {
        long value = 0;
        boolean sound = text.length() == TEXT_LENGTH;
        for (int i = 0; sound && i < TEXT_LENGTH; i++) {
            char c = text.charAt(i);
            if (i % 3 == 2) {
                sound = c == ':' || c == '-';
            } else {
                int digit = Character.digit(c, 16);
                sound = digit >= 0 && c < 0x80;
                value = value << 4 | digit;
            }
        }
        if (!sound) {
            throw new IllegalArgumentException("'" + text + "' is no MAC address, such as 02:77:00:00:00:c9");
        }
        return new MacAddress(value);
    }

    /** Returns the address as {@code 02:77:00:00:00:c9}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(TEXT_LENGTH);
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
