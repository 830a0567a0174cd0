-- A partitioned table has no rows of its own.
ALTER TABLE events SET ACCESS METHOD heap;
