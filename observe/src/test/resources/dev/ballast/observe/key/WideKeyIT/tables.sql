-- Tables whose keys have few values left, with what depends on them.
CREATE SCHEMA "Shop";
CREATE TABLE "Shop"."Orders" (
  "Id" serial PRIMARY KEY, site int NOT NULL DEFAULT 1, note text, made timestamptz DEFAULT now(),
  UNIQUE (site, "Id"));
CREATE INDEX "Orders by site" ON "Shop"."Orders" ("Id", site);
CREATE TABLE "Shop".lines (
  id int PRIMARY KEY, order_id int NOT NULL,
  CONSTRAINT "of order" FOREIGN KEY (order_id) REFERENCES "Shop"."Orders" ("Id") ON DELETE CASCADE);
CREATE TABLE "Shop".notes (
  "order" int REFERENCES "Shop"."Orders");
INSERT INTO "Shop"."Orders" ("Id", note)
SELECT i, 'note ' || i FROM generate_series(2147400001, 2147420000) AS i;
SELECT setval('"Shop"."Orders_Id_seq"', 2147420000);
INSERT INTO "Shop".lines SELECT i, 2147400000 + i FROM generate_series(1, 1000) AS i;
CREATE TABLE "Shop".events (id smallint GENERATED ALWAYS AS IDENTITY, note text);
CREATE UNIQUE INDEX events_id ON "Shop".events (id);
CREATE INDEX events_open ON "Shop".events (id) WHERE note IS NULL;
CREATE VIEW "Shop".latest AS SELECT max(id) AS id FROM "Shop".events;
INSERT INTO "Shop".events (note) SELECT 'event' FROM generate_series(1, 32700);
