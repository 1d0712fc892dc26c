package io.nta.window;

/**
 * What the features need to know of a DNS name.
 *
 * @param hash the name's hash
 * @param domain the registered domain; "" when the name has none
 * @param domainHash the hash of {@code domain}
 * @param partLength the characters left of the registered domain, dots between them included; 0 when there is no such part
 * @param entropyMicrobits the Shannon entropy of that part, in micro-bits per character
 * @param reverse whether it looks an address up: a name under in-addr.arpa or ip6.arpa, or an address in reverse left of a list's domain,
 *     as blocklists are asked (RFC 5782)
 */
record NameShape(long hash, String domain, long domainHash, int partLength, long entropyMicrobits, boolean reverse) {}
