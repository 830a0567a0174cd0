CREATE TABLE labels (id bigint PRIMARY KEY REFERENCES orders (id), note text);
