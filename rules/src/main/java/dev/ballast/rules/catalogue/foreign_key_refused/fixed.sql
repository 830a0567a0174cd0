CREATE UNIQUE INDEX bare_id ON bare (id);
CREATE TABLE notes (id bigint, x int, y uuid REFERENCES pairs (u), FOREIGN KEY (x) REFERENCES bare (id));
