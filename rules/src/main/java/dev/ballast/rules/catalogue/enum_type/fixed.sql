CREATE TABLE shirts (id bigint PRIMARY KEY, size text NOT NULL CHECK (size IN ('small', 'large')));
