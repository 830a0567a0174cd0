DROP INDEX shop.order_items_product_id_idx;
