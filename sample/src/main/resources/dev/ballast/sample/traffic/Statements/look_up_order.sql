-- An order with its lines.
-- Privileges: shop_app. Parameters: order. Columns: id, status, total, line, product_id, quantity, amount.
SELECT o.id, o.status, o.total, i.line, i.product_id, i.quantity, i.amount
FROM shop.orders o
JOIN shop.order_items i ON i.order_id = o.id
WHERE o.id = ?
ORDER BY i.line
