CREATE ROLE drop_owned_clerk;
CREATE ROLE drop_owned_heir;
CREATE TABLE notes (id bigint PRIMARY KEY);
ALTER TABLE notes OWNER TO drop_owned_clerk;
