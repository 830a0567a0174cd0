CREATE TABLE orders_2026 (id bigint);
ALTER TABLE orders_2026 INHERIT base;
