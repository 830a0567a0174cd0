CREATE INDEX index_orders_on_customer_id_and_status_and_placed_at_and_total_amount ON orders (customer_id, status);
ALTER TABLE settings ADD COLUMN "Name mit vielen Umlauten: ääääääääääääääääääääääää" text;
