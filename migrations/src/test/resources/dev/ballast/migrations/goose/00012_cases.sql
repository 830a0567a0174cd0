--+goose no transaction
-- +goose up
CREATE INDEX CONCURRENTLY users_name ON users (name);
--  +GOOSE is no mark, as goose looks for its own name as it is written
-- +goose   statementbegin
DO $$ BEGIN
  PERFORM 1;
END $$;
-- +goose STATEMENTEND

-- +goose DOWN
DROP INDEX CONCURRENTLY users_name;
