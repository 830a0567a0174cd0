CREATE TABLE visits (id bigint NOT NULL, page text);
CREATE TABLE clicks (target text);
