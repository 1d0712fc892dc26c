package io.nta.store.jdbc.sql;

/** What a transaction survives once it is committed. */
public enum Durability {
    /** The end of the process, and with it of the machine. */
    MACHINE,
    /** The end of the process; the end of the machine may take the last moments, which replay gives back. */
    PROCESS
}
