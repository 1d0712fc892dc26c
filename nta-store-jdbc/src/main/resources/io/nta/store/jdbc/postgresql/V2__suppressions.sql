-- Rules that keep alerts from being raised. They are never deleted: a mark in detected_alerts always has its reason.
CREATE TABLE suppressions (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    attack_type TEXT COLLATE "C",
    hosts TEXT COLLATE "C",
    side TEXT COLLATE "C" NOT NULL,
    reason TEXT COLLATE "C" NOT NULL,
    author TEXT COLLATE "C" NOT NULL,
    created_at BIGINT NOT NULL,
    until BIGINT,
    lifted_at BIGINT,
    lifted_by TEXT COLLATE "C",
    CHECK (attack_type IS NOT NULL OR hosts IS NOT NULL)
);
CREATE INDEX suppressions_by_time ON suppressions (created_at, id);
CREATE INDEX suppressions_not_lifted ON suppressions (id) WHERE lifted_at IS NULL;

-- The rule that keeps an alert quiet; null: it was raised.
ALTER TABLE detected_alerts ADD COLUMN suppressed_by BIGINT;
CREATE INDEX detected_alerts_suppressed ON detected_alerts (suppressed_by, detected_at, id) WHERE suppressed_by IS NOT NULL;
