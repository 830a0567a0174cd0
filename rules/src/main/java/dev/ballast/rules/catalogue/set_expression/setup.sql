CREATE TABLE areas (id bigint PRIMARY KEY, width integer, height integer, area integer GENERATED ALWAYS AS (width * height) STORED);
