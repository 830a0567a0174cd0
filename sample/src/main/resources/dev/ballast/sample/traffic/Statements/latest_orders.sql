-- A customer's latest orders.
-- Privileges: shop_app. Parameters: user. Columns: id, status, total.
SELECT id, status, total
FROM shop.orders
WHERE user_id = ?
ORDER BY placed_at DESC
LIMIT 10
