-- +goose no transaction
-- +goose up
CREATE INDEX CONCURRENTLY i1 ON big (a);
--   +goose statementbegin
DO $$ BEGIN
  NULL;
END $$;
-- +goose STATEMENTEND

-- +goose dOwN
DROP INDEX CONCURRENTLY i1;
-- +goose Sideways
