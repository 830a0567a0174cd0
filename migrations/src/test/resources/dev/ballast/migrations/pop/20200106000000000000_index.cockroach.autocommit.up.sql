CREATE INDEX users_later_idx ON users (name) USING HASH;
