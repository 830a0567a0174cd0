CREATE TABLE tours_2027 (id bigint PRIMARY KEY, sentAt date);
