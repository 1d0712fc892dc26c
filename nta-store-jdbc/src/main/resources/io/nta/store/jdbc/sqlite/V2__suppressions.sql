-- Rules that keep alerts from being raised. They are never deleted: a mark in detected_alerts always has its reason.
CREATE TABLE suppressions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    attack_type TEXT,
    hosts TEXT,
    side TEXT NOT NULL,
    reason TEXT NOT NULL,
    author TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    until INTEGER,
    lifted_at INTEGER,
    lifted_by TEXT,
    CHECK (attack_type IS NOT NULL OR hosts IS NOT NULL)
);
CREATE INDEX suppressions_by_time ON suppressions (created_at, id);
CREATE INDEX suppressions_not_lifted ON suppressions (id) WHERE lifted_at IS NULL;

-- The rule that keeps an alert quiet; null: it was raised.
ALTER TABLE detected_alerts ADD COLUMN suppressed_by INTEGER;
CREATE INDEX detected_alerts_suppressed ON detected_alerts (suppressed_by, detected_at, id) WHERE suppressed_by IS NOT NULL;
