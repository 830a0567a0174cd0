-- Tables beside the shop: with names that need quotes, in another schema, partitioned.
CREATE SCHEMA "Depot";
CREATE TABLE "Depot"."Clients" ("Number" bigint PRIMARY KEY, "Name" text);
CREATE TABLE "Depot"."Big Orders" (
  "Order" bigint PRIMARY KEY,
  id bigint,
  "Total" numeric(12, 2) DEFAULT 1 + 1,
  note text,
  "Client" bigint
);
CREATE TABLE "Depot".keyless (code text NOT NULL, "Weight" integer);
CREATE TABLE visits (id bigint NOT NULL, day date NOT NULL, n integer, place text, client bigint) PARTITION BY RANGE (day);
CREATE TABLE visits_2025 PARTITION OF visits FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
CREATE TABLE "Depot"."Visits later" PARTITION OF visits FOR VALUES FROM ('2026-01-01') TO ('2030-01-01');
CREATE TABLE "Depot".loose (LIKE visits);
CREATE TABLE "Depot".computed (
  id bigint NOT NULL CHECK (id > 0), twice bigint GENERATED ALWAYS AS (id * 2) STORED, note text, day date NOT NULL DEFAULT now()
) PARTITION BY RANGE (day);
ALTER TABLE "Depot".computed ALTER COLUMN note SET STORAGE EXTERNAL;
CREATE MATERIALIZED VIEW "Depot"."Totals" AS SELECT "Client", sum("Total") AS total FROM "Depot"."Big Orders" GROUP BY "Client";
CREATE INDEX "Clients by name" ON "Depot"."Clients" ("Name");
CREATE MATERIALIZED VIEW "Depot"."Clients list" AS SELECT * FROM "Depot"."Clients";
CREATE UNIQUE INDEX "List key" ON "Depot"."Clients list" ("Number");
