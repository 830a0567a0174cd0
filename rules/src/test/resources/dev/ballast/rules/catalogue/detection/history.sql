-- What the cases need beside the shop of rules/setup.sql. It stands before the migration: what is made here is in use.
CREATE ROLE clerk;
CREATE DATABASE shop;
CREATE ACCESS METHOD heap2 TYPE TABLE HANDLER heap_tableam_handler;
CREATE SCHEMA billing;
CREATE SEQUENCE tickets;
CREATE TABLE archive (LIKE orders);
CREATE TABLE readings (
  id bigint NOT NULL,
  taken_on date NOT NULL,
  PRIMARY KEY (id, taken_on)
) PARTITION BY RANGE (taken_on);
CREATE TABLE readings_2025 PARTITION OF readings FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
CREATE TABLE readings_2026 (id bigint NOT NULL, taken_on date NOT NULL);
CREATE TABLE shipments (
  id bigint PRIMARY KEY,
  carrier text,
  sent_on date
);
CREATE PUBLICATION feed FOR TABLE shipments;
CREATE TABLE messages (
  id bigint PRIMARY KEY,
  sender name NOT NULL,
  body text
);
CREATE POLICY messages_own ON messages USING (sender = current_user);
ALTER TABLE messages ENABLE ROW LEVEL SECURITY;
CREATE FUNCTION tax(amount numeric) RETURNS numeric LANGUAGE sql IMMUTABLE AS $$ SELECT amount * 0.25 $$;
CREATE FUNCTION watch() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN END $$;
-- A procedure that no file shows.
DO $$ DECLARE n text; BEGIN FOR n IN SELECT 'reorganise_everything' LOOP EXECUTE format('CREATE PROCEDURE %I() LANGUAGE plpgsql AS ''BEGIN END''', n); END LOOP; END $$;
