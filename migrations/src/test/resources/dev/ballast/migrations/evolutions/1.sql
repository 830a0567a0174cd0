# Users schema

# --- !Ups

CREATE TABLE users (id bigint PRIMARY KEY);
CREATE FUNCTION one() RETURNS integer AS $$
BEGIN
  RETURN 1;;
END
$$ LANGUAGE plpgsql;

# --- !Downs

DROP FUNCTION one;
DROP TABLE users;
