CREATE TABLE tours (id bigint PRIMARY KEY, stops jsonb, json text);
