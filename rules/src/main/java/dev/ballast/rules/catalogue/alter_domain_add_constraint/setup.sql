CREATE TABLE parts (id bigint PRIMARY KEY, amount positive);
CREATE TABLE boxes (id bigint PRIMARY KEY, held positive NOT NULL);
CREATE DOMAIN unused AS integer;
ALTER DOMAIN positive ADD CONSTRAINT round CHECK (VALUE % 10 = 0) NOT VALID;
