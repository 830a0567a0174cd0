-- Up
CREATE TABLE users (id bigint PRIMARY KEY);
-- Down
DROP TABLE users;
