INSERT INTO kept VALUES (7);
SELECT lo_from_bytea(0, 'x') FROM t;
ANALYZE t;
CREATE TABLE copied AS SELECT id FROM child;
CREATE INDEX CONCURRENTLY kept_b ON kept (b);
CREATE TEMPORARY TABLE mine AS SELECT 1 AS one;
ALTER TABLE t ADD CHECK (a = 'x');
DO $$
BEGIN
  ASSERT (SELECT array_agg(b) FROM kept) = '{7}', 'kept';
  ASSERT (SELECT count(*) FROM pg_largeobject_metadata) = 0, 'large objects';
  ASSERT (SELECT count(*) FROM pg_stats WHERE tablename = 't') = 0, 'statistics';
  ASSERT (SELECT reltuples FROM pg_class WHERE relname = 't') <= 0, 'reltuples of t';
  ASSERT (SELECT relpages FROM pg_class WHERE relname = 't') = 0, 'relpages of t';
  ASSERT (SELECT reltuples FROM pg_class WHERE relname = 'child') = -1, 'reltuples of child';
  ASSERT pg_relation_size('child') = 0, 'files';
  ASSERT pg_stat_get_tuples_inserted('t'::regclass) = 0, 'counters';
  ASSERT pg_stat_get_tuples_deleted('t'::regclass) = 0, 'counters of removal';
  ASSERT (SELECT count(*) FROM was) = 0, 'copied by the script before';
  ASSERT (SELECT count(*) FROM copied) = 0, 'copied';
  ASSERT (SELECT count(*) FROM audit) = 0, 'triggers';
  ASSERT (SELECT one FROM mine) = 1, 'temporary table';
  ASSERT nextval('audit_n_seq') = 1, 'identity of audit';
  ASSERT nextval('t_id_seq') = 1, 'identity of t';
  ASSERT nextval('child_id_seq') = 1, 'serial of child';
END $$;
