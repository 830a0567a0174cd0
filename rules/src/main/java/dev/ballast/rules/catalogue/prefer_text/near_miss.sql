CREATE TABLE tours (id bigint PRIMARY KEY, name varchar);
