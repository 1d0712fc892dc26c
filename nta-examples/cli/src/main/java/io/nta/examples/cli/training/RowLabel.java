package io.nta.examples.cli.training;

/**
 * What a row shows.
 *
 * @param label an attack's label, or {@code Normal}
 * @param tool what the attack was made with; empty when that is not known, or there is none
 */
record RowLabel(String label, String tool) {}
