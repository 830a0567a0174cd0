CREATE TABLE tours (id bigint PRIMARY KEY, length numeric(8, 2));
