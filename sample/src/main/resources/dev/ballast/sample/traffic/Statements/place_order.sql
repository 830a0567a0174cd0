-- Places an order of the session's tenant with all its lines, priced as the products are now.
-- Privileges: shop_app. Parameters: product ids, quantities, tenant, user, placed at, currency,
-- customer reference, shipping, tenant. Columns: id.
WITH wanted AS (
  SELECT w.line, p.id AS product_id, w.quantity, p.price
  FROM unnest(?::text[]::bigint[], ?::text[]::integer[]) WITH ORDINALITY AS w (product_id, quantity, line)
  JOIN shop.products p ON p.id = w.product_id
), placed AS (
  INSERT INTO shop.orders (tenant_id, user_id, status, placed_at, currency, total, customer_reference, shipping)
  SELECT ?, ?, 'paid', ?, ?, sum(quantity * price), ?, ?::jsonb
  FROM wanted
  RETURNING id
), lines AS (
  INSERT INTO shop.order_items (order_id, line, tenant_id, product_id, quantity, unit_price)
  SELECT placed.id, wanted.line, ?, wanted.product_id, wanted.quantity, wanted.price
  FROM wanted, placed
)
SELECT id FROM placed
