CREATE TABLE staging (id bigint PRIMARY KEY);
DROP TABLE staging;
CREATE TABLE staging (id bigint PRIMARY KEY, code text);
DROP TABLE settings;
CREATE TABLE settings_two (key text PRIMARY KEY);
