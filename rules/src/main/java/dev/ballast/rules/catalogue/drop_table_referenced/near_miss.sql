-- No foreign key leads out of it.
DROP TABLE settings;
CREATE TABLE tree (id bigint PRIMARY KEY, parent bigint REFERENCES tree (id));
DROP TABLE tree;
