-- Promised here, proven by validate/: a NOT VALID key takes its locks for a moment only, and the
-- validations then run beside each other. PostgreSQL before 18 knows no NOT VALID key on a partitioned table.
ALTER TABLE shop.users ADD CONSTRAINT users_tenant_fk FOREIGN KEY (tenant_id) REFERENCES shop.tenants (id) NOT VALID;
ALTER TABLE shop.products ADD CONSTRAINT products_tenant_fk FOREIGN KEY (tenant_id) REFERENCES shop.tenants (id) NOT VALID;
ALTER TABLE shop.promotions ADD CONSTRAINT promotions_product_fk FOREIGN KEY (product_id) REFERENCES shop.products (id) ON DELETE CASCADE NOT VALID;
ALTER TABLE shop.orders ADD CONSTRAINT orders_tenant_fk FOREIGN KEY (tenant_id) REFERENCES shop.tenants (id) NOT VALID;
ALTER TABLE shop.orders ADD CONSTRAINT orders_user_fk FOREIGN KEY (user_id) REFERENCES shop.users (id) NOT VALID;
ALTER TABLE shop.order_items ADD CONSTRAINT order_items_order_fk FOREIGN KEY (order_id) REFERENCES shop.orders (id) ON DELETE CASCADE NOT VALID;
ALTER TABLE shop.order_items ADD CONSTRAINT order_items_product_fk FOREIGN KEY (product_id) REFERENCES shop.products (id) NOT VALID;
ALTER TABLE shop.payments ADD CONSTRAINT payments_order_fk FOREIGN KEY (order_id) REFERENCES shop.orders (id) NOT VALID;
ALTER TABLE shop.order_status_log ADD CONSTRAINT order_status_log_order_fk FOREIGN KEY (order_id) REFERENCES shop.orders (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED NOT VALID;
ALTER TABLE shop.carts ADD CONSTRAINT carts_user_fk FOREIGN KEY (user_id) REFERENCES shop.users (id) ON DELETE CASCADE NOT VALID;
ALTER TABLE shop.carts ADD CONSTRAINT carts_product_fk FOREIGN KEY (product_id) REFERENCES shop.products (id) NOT VALID;
ALTER TABLE shop.documents ADD CONSTRAINT documents_tenant_fk FOREIGN KEY (tenant_id) REFERENCES shop.tenants (id) NOT VALID;
ALTER TABLE shop.events ADD CONSTRAINT events_tenant_fk FOREIGN KEY (tenant_id) REFERENCES shop.tenants (id);
