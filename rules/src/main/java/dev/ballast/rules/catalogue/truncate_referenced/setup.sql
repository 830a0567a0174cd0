CREATE TABLE parts (id bigint PRIMARY KEY) PARTITION BY RANGE (id);
CREATE TABLE "Parts 1" PARTITION OF parts FOR VALUES FROM (0) TO (100);
CREATE TABLE uses (part bigint REFERENCES parts);
CREATE TABLE tree (id bigint PRIMARY KEY, parent bigint REFERENCES tree);
