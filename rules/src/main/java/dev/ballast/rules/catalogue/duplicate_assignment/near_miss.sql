-- Different columns; different elements; the same name on the other side.
UPDATE orders SET note = status, status = note WHERE id = 5;
CREATE TABLE boards (id bigint PRIMARY KEY, cells integer[]);
UPDATE boards SET cells[1] = 1, cells[2] = 2;
INSERT INTO settings (key, value) VALUES ('value', 'value');
