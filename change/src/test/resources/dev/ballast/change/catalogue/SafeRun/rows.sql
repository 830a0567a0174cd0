-- A few rows for each table of the shop, so that what reads or converts them has some.
INSERT INTO customers (email, name, country)
SELECT 'c' || n || '@example.org', 'C ' || n, 'NO' FROM generate_series(1, 3) n;
INSERT INTO orders (id, customer_id, status, note, quantity, total, placed_at, code)
SELECT n, n % 3 + 1, 'open', 'note ' || n, n, n + 0.5, '2026-01-01', 'A' || n FROM generate_series(1, 9) n;
INSERT INTO items (id, order_id, product, price) SELECT n, n, 'p' || n, n FROM generate_series(1, 9) n;
INSERT INTO events (id, happened_on, payload)
SELECT n, date '2024-12-01' + n * 70, '{"kind": "sale"}' FROM generate_series(1, 9) n;
INSERT INTO settings (key, value) VALUES ('theme', 'dark'), ('size', 'large');
