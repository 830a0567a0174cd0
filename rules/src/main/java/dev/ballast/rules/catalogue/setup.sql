-- The shop that every rule's scripts run against. It stands before the migration: what is made here is in use.
CREATE TABLE customers (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  email text NOT NULL,
  name varchar(100),
  country char(2),
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE orders (
  id bigint PRIMARY KEY,
  customer_id bigint,
  status varchar(20),
  note text,
  quantity integer,
  total numeric(10, 2),
  placed_at timestamp,
  code varchar(10) UNIQUE
);
CREATE INDEX orders_status_idx ON orders (status);
CREATE TABLE items (
  id bigint PRIMARY KEY,
  order_id bigint REFERENCES orders (id),
  product text NOT NULL,
  price numeric(10, 2) CHECK (price >= 0)
);
CREATE TABLE events (
  id bigint NOT NULL,
  happened_on date NOT NULL,
  payload jsonb
) PARTITION BY RANGE (happened_on);
CREATE TABLE events_2025 PARTITION OF events FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
CREATE TABLE events_2026 PARTITION OF events FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
CREATE TABLE events_rest PARTITION OF events DEFAULT;
CREATE TABLE settings (
  key text PRIMARY KEY,
  value text
);
CREATE VIEW open_orders AS SELECT id, customer_id, total FROM orders WHERE status = 'open';
CREATE MATERIALIZED VIEW order_totals AS SELECT customer_id, sum(total) AS total FROM orders GROUP BY customer_id;
CREATE TYPE mood AS ENUM ('calm', 'cross');
CREATE DOMAIN positive AS integer CHECK (VALUE > 0);
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RETURN NEW;
END
$$;
CREATE TRIGGER settings_touch BEFORE UPDATE ON settings FOR EACH ROW EXECUTE FUNCTION touch();
