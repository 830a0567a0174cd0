CREATE INDEX users_last_seen_at_idx ON shop.users (last_seen_at, role);
