CREATE TABLE tours (id bigint PRIMARY KEY, serial text);
