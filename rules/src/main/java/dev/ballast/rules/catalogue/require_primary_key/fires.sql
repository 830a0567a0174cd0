CREATE TABLE parcels (code text, weight integer);
CREATE TABLE public."Depots" (id bigint UNIQUE NOT NULL);
CREATE TABLE shelves (hall text NOT NULL, number text NOT NULL);
CREATE UNIQUE INDEX shelves_place ON shelves (hall, number);
CREATE TABLE labels (id bigint UNIQUE, text text);
CREATE TABLE readings (at date NOT NULL, value integer) PARTITION BY RANGE (at);
CREATE TABLE visits (id bigint, at date NOT NULL) PARTITION BY RANGE (at);
