CREATE TABLE purses (id bigint PRIMARY KEY, money numeric(12, 2));
