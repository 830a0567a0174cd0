CREATE TABLE tours (id bigint PRIMARY KEY, starts_at timestamptz, day date, opens time);
