-- The index that lives in the tablespace shop_archive, where there is one (default_tablespace decides).
SET ROLE shop_owner;
CREATE INDEX orders_tenant_placed_at_idx ON shop.orders (tenant_id, placed_at);
RESET ROLE;
