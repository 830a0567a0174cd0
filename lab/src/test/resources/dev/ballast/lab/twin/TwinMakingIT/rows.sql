INSERT INTO shop.customers
SELECT i, 'person' || i || '@example.org',
       CASE WHEN i % 20 < 17 THEN 'NO' WHEN i % 20 < 19 THEN 'SE' ELSE 'X' || i % 400 END,
       ARRAY['tag' || i % 50, 'tag' || i % 7], date '1950-01-01' + i % 20000
  FROM generate_series(1, 20000) AS i;
INSERT INTO shop.orders
SELECT i, 1 + (i * 7) % 20000,
       (CASE WHEN i % 100 = 0 THEN 'open' WHEN i % 10 = 0 THEN 'void' WHEN i % 3 = 0 THEN 'sent'
             ELSE 'paid' END)::shop.state,
       (i % 997) * 1.25, timestamptz '2026-01-01 00:00+00' + i * interval '4 minutes',
       CASE WHEN i % 4 = 0 THEN 'note ' || i END
  FROM generate_series(1, 80000) AS i;
INSERT INTO shop.lines
SELECT 1 + i / 2, i % 2, (i * 31) % 3000, 1 + i % 5 FROM generate_series(0, 79999) AS i;
INSERT INTO shop.events
SELECT date '2026-01-01' + i % 365, i % 40, repeat('x', i % 30) FROM generate_series(1, 20000) AS i;
REFRESH MATERIALIZED VIEW shop.sums;
