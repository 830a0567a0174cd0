CREATE SEQUENCE ticket;
CREATE TABLE tickets (id bigint PRIMARY KEY DEFAULT nextval('ticket'), owner text);
CREATE TABLE parts (id bigint PRIMARY KEY, amount positive, feeling mood);
