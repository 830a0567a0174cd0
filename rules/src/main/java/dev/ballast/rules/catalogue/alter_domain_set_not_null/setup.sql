CREATE TABLE parts (id bigint PRIMARY KEY, amount positive);
CREATE DOMAIN unused AS integer;
