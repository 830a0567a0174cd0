-- Rows for the neighbours.
INSERT INTO "Depot"."Clients" SELECT n, 'c' || n FROM generate_series(1, 3) n;
INSERT INTO "Depot"."Big Orders" SELECT n, n, n, n::text, n % 3 + 1 FROM generate_series(1, 9) n;
INSERT INTO "Depot".keyless SELECT 'k' || n, n FROM generate_series(1, 9) n;
INSERT INTO visits SELECT n, date '2025-06-01' + n * 100, n, 'p' || n, n % 3 + 1 FROM generate_series(1, 9) n;
