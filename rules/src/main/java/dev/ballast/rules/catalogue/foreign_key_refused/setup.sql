CREATE TABLE pairs (a int, b int, u uuid UNIQUE, n numeric PRIMARY KEY, free text, UNIQUE (a, b));
CREATE UNIQUE INDEX pairs_free ON pairs (free) WHERE free > '';
CREATE TABLE bare (id bigint NOT NULL);
CREATE TABLE "Long names" (id varchar(10) PRIMARY KEY);
