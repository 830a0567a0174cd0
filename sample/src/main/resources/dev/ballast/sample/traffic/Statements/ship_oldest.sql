-- Ships the tenant's oldest paid order, past those others work on.
-- Privileges: shop_app. Parameters: none.
UPDATE shop.orders
SET status = 'shipped'
WHERE id = (SELECT id FROM shop.orders WHERE status = 'paid' ORDER BY placed_at LIMIT 1 FOR UPDATE SKIP LOCKED)
