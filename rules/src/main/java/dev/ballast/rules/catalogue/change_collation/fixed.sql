CREATE INDEX CONCURRENTLY orders_code_c_idx ON orders (code COLLATE "C");
