-- Every batch adds to sums that are there. With room in its page a row stays where it is, and the index as it is.
ALTER TABLE value_rollups SET (fillfactor = 50);
ALTER TABLE traffic_rollups SET (fillfactor = 50);
