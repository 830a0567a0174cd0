CREATE TABLE tours (id bigserial PRIMARY KEY, stops integer NOT NULL);
CREATE TABLE stops (tour_id bigint, position integer, PRIMARY KEY (tour_id, position));
CREATE TEMPORARY TABLE picked (id integer PRIMARY KEY);
CREATE TABLE countries (code smallint PRIMARY KEY, name text);
CREATE TABLE currencies (code smallint NOT NULL, PRIMARY KEY (code));
CREATE TABLE offices (country smallint REFERENCES countries, stop integer);
