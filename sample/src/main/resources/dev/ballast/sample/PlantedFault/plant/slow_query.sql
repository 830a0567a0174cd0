DROP INDEX shop.orders_customer_reference_idx;
