CREATE TABLE staging (id bigint PRIMARY KEY);
DROP TABLE staging;
CREATE TABLE staging (id bigint PRIMARY KEY, code text);
DROP TABLE settings;
CREATE TABLE settings_two (key text PRIMARY KEY);
DROP TABLE IF EXISTS never_there;
CREATE TABLE never_there (id bigint PRIMARY KEY);
