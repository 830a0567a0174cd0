SET check_function_bodies = false;
SET default_tablespace = '';
CREATE SCHEMA shop;
ALTER SCHEMA shop OWNER TO "Odd Owner";
CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA shop;
COMMENT ON EXTENSION pg_trgm IS 'of somebody else';
CREATE TYPE shop.state AS ENUM ('open', 'paid', 'sent', 'void');
ALTER TYPE shop.state OWNER TO "Odd Owner";
CREATE FUNCTION shop.known(code text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$ SELECT code <> 'none' $$;
ALTER FUNCTION shop.known(text) OWNER TO "Odd Owner";
CREATE DOMAIN shop.code AS character varying(8) CONSTRAINT known CHECK (shop.known(VALUE::text));
ALTER DOMAIN shop.code OWNER TO "Odd Owner";
CREATE TABLE shop.customers (
    id integer NOT NULL,
    email text NOT NULL,
    country shop.code NOT NULL,
    tags text[] DEFAULT '{}'::text[] NOT NULL,
    born date
);
ALTER TABLE shop.customers OWNER TO "Odd Owner";
CREATE TABLE shop.orders (
    id integer NOT NULL,
    customer integer NOT NULL,
    state shop.state NOT NULL,
    total numeric(10,2) NOT NULL,
    placed timestamp with time zone NOT NULL,
    note text
);
ALTER TABLE shop.orders OWNER TO "Odd Owner";
CREATE TABLE shop.lines (
    order_id integer NOT NULL,
    number integer NOT NULL,
    article integer NOT NULL,
    amount integer NOT NULL
);
ALTER TABLE shop.lines OWNER TO "Odd Owner";
CREATE TABLE shop.events (
    at date NOT NULL,
    kind integer NOT NULL,
    detail text
)
PARTITION BY RANGE (at);
ALTER TABLE shop.events OWNER TO "Odd Owner";
CREATE TABLE shop.events_1 (at date NOT NULL, kind integer NOT NULL, detail text);
ALTER TABLE shop.events_1 OWNER TO "Odd Owner";
CREATE TABLE shop.events_2 (at date NOT NULL, kind integer NOT NULL, detail text);
ALTER TABLE shop.events_2 OWNER TO "Odd Owner";
ALTER TABLE ONLY shop.events ATTACH PARTITION shop.events_1 FOR VALUES FROM ('2026-01-01') TO ('2026-07-01');
ALTER TABLE ONLY shop.events ATTACH PARTITION shop.events_2 FOR VALUES FROM ('2026-07-01') TO ('2027-01-01');
CREATE MATERIALIZED VIEW shop.sums AS
 SELECT customer, sum(total) AS total FROM shop.orders GROUP BY customer
 WITH NO DATA;
ALTER MATERIALIZED VIEW shop.sums OWNER TO "Odd Owner";
ALTER TABLE ONLY shop.customers ADD CONSTRAINT customers_pkey PRIMARY KEY (id);
ALTER TABLE ONLY shop.orders ADD CONSTRAINT orders_pkey PRIMARY KEY (id);
ALTER TABLE ONLY shop.lines ADD CONSTRAINT lines_pkey PRIMARY KEY (order_id, number);
CREATE INDEX customers_email ON shop.customers USING btree (lower(email));
CREATE INDEX customers_country ON shop.customers USING btree (country);
CREATE INDEX customers_tags ON shop.customers USING gin (tags);
CREATE INDEX orders_customer ON shop.orders USING btree (customer);
CREATE INDEX orders_placed ON shop.orders USING btree (placed);
CREATE INDEX orders_open ON shop.orders USING btree (placed) WHERE (state = 'open'::shop.state);
CREATE INDEX orders_state ON shop.orders USING btree (state, total);
CREATE INDEX lines_article ON shop.lines USING btree (article);
CREATE INDEX events_1_at ON shop.events_1 USING btree (at);
CREATE INDEX events_2_kind ON shop.events_2 USING btree (kind);
CREATE INDEX sums_total ON shop.sums USING btree (total);
ALTER TABLE ONLY shop.orders ADD CONSTRAINT orders_customer_fkey FOREIGN KEY (customer) REFERENCES shop.customers(id);
GRANT SELECT ON TABLE shop.orders TO reader;
