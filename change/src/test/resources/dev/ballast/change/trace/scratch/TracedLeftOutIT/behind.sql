CREATE SEQUENCE "Odd one".parent_id_seq;
CREATE VIEW "Odd one".seen AS SELECT id, name FROM "Odd one".parent;
CREATE UNLOGGED TABLE readable (id bigint REFERENCES "Odd one".parent);
