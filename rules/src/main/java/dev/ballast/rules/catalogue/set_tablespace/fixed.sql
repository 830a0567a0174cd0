CREATE TABLE orders_next (LIKE orders INCLUDING ALL) TABLESPACE pg_default;
