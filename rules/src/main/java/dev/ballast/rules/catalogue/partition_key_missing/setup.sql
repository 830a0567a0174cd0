CREATE TABLE names (id bigint NOT NULL, name text NOT NULL) PARTITION BY LIST (lower(name));
CREATE TABLE regions (id bigint NOT NULL, region int NOT NULL, day date NOT NULL) PARTITION BY LIST (region);
CREATE TABLE "Region 1" PARTITION OF regions FOR VALUES IN (1) PARTITION BY RANGE (day);
CREATE TABLE keyed (id bigint PRIMARY KEY, day date) PARTITION BY HASH (id);
