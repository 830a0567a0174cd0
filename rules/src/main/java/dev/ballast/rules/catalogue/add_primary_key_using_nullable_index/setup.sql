CREATE TABLE visits (id bigint, page text);
CREATE UNIQUE INDEX visits_key ON visits (id);
CREATE TABLE clicks (id bigint NOT NULL);
CREATE UNIQUE INDEX clicks_key ON clicks (id);
