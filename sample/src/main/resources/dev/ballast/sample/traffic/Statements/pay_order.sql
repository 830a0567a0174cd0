-- Pays all that is open of an order.
-- Privileges: shop_app. Parameters: method, reference, paid at, order.
INSERT INTO shop.payments (tenant_id, order_id, method, amount, reference, paid_at)
SELECT tenant_id, id, ?::shop.payment_method, shop.order_balance(id), ?, ?
FROM shop.orders
WHERE id = ?
