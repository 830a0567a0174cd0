CREATE TABLE depots (id bigint PRIMARY KEY, country text CHECK (length(country) = 2));
