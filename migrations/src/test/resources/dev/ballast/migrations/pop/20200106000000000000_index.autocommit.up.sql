CREATE INDEX CONCURRENTLY users_later_idx ON users (name);
