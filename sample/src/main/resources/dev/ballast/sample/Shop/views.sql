-- The view belongs to shop_owner, whom the policies bind, so it isolates tenants on 14 too,
-- where security_invoker does not exist. The materialised view spans tenants and says so by its schema.
SET ROLE shop_owner;
CREATE VIEW shop.order_overview AS
  SELECT o.id, o.tenant_id, o.placed_at, o.status, o.total, u.full_name, count(i.line) AS lines
  FROM shop.orders o
  JOIN shop.users u ON u.id = o.user_id
  JOIN shop.order_items i ON i.order_id = o.id
  GROUP BY o.id, u.id;
GRANT SELECT ON ALL TABLES IN SCHEMA shop TO shop_reporter;
RESET ROLE;

SET ROLE shop_reporter;
CREATE MATERIALIZED VIEW reporting.tenant_revenue AS
  SELECT o.tenant_id,
         date_trunc('month', o.placed_at AT TIME ZONE 'UTC')::date AS month,
         o.currency,
         count(*) AS orders,
         sum(o.total) AS revenue,
         count(*) FILTER (WHERE o.status IN ('cancelled', 'refunded')) AS lost
  FROM shop.orders o
  GROUP BY 1, 2, 3;
CREATE UNIQUE INDEX tenant_revenue_key ON reporting.tenant_revenue (tenant_id, month, currency);
GRANT SELECT ON reporting.tenant_revenue TO shop_readonly;
ANALYZE reporting.tenant_revenue;
RESET ROLE;
