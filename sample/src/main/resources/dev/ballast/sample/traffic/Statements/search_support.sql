-- What the support desk asks for: an order by what the customer reads out. Slow once SLOW_QUERY is planted.
-- Privileges: shop_app. Parameters: customer reference. Columns: id, status, total.
SELECT id, status, total FROM shop.orders WHERE customer_reference = ?
