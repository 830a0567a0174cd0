ALTER TABLE events ADD CONSTRAINT events_key PRIMARY KEY (id, happened_on);
CREATE UNIQUE INDEX names_en_id ON customers (id, name);
