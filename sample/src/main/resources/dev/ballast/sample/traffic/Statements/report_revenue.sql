-- The tenant's revenue by day since a moment.
-- Privileges: shop_app. Parameters: tenant, since. Columns: day, orders, revenue.
SELECT date_trunc('day', placed_at) AS day, count(*) AS orders, sum(total) AS revenue
FROM shop.orders
WHERE tenant_id = ? AND placed_at >= ?
GROUP BY 1
ORDER BY 1
