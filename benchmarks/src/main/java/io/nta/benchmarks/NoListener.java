package io.nta.benchmarks;

import io.nta.flow.Connection;
import io.nta.flow.ConnectionChange;
import io.nta.flow.ConnectionListener;

/** Doesn't want to know what time changes: for tables that are measured alone. */
final class NoListener implements ConnectionListener {
    @Override
    public void onChange(Connection connection, ConnectionChange change) {}

    @Override
    public void onRemoved(Connection connection) {}
}
