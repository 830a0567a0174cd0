CREATE TABLE tours (id bigint PRIMARY KEY, state "char", name varchar(20));
