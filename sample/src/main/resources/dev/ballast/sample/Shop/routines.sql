-- Stored routines: SQL and PL/pgSQL, functions, trigger functions and a procedure.
SET ROLE shop_owner;

CREATE FUNCTION shop.current_tenant() RETURNS integer
LANGUAGE sql STABLE PARALLEL SAFE
AS $$ SELECT nullif(current_setting('shop.tenant_id', true), '')::integer $$;

CREATE FUNCTION shop.order_balance(wanted bigint) RETURNS numeric
LANGUAGE sql STABLE
AS $$
  SELECT o.total - coalesce(sum(p.amount), 0)
  FROM shop.orders o
  LEFT JOIN shop.payments p ON p.order_id = o.id
  WHERE o.id = wanted
  GROUP BY o.id, o.total
$$;

-- Takes stock; orders more from the supplier when the shelf would run empty.
CREATE FUNCTION shop.take_stock(wanted bigint, pieces integer) RETURNS integer
LANGUAGE plpgsql
AS $$
DECLARE
  left_over integer;
BEGIN
  UPDATE shop.products
  SET stock = CASE WHEN stock >= pieces THEN stock - pieces ELSE stock - pieces + 1000 END
  WHERE id = wanted
  RETURNING stock INTO left_over;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'product % does not exist', wanted USING ERRCODE = 'no_data_found';
  END IF;
  RETURN left_over;
END
$$;

CREATE FUNCTION shop.log_order_status() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO shop.order_status_log (order_id, tenant_id, new_status)
    VALUES (new.id, new.tenant_id, new.status);
  ELSIF new.status IS DISTINCT FROM old.status THEN
    INSERT INTO shop.order_status_log (order_id, tenant_id, old_status, new_status)
    VALUES (new.id, new.tenant_id, old.status, new.status);
  END IF;
  RETURN NULL;
END
$$;

CREATE FUNCTION shop.count_revision() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
  new.revision := old.revision + 1;
  RETURN new;
END
$$;

CREATE PROCEDURE shop.add_events_partition(month date)
LANGUAGE plpgsql
AS $$
DECLARE
  first_day date := date_trunc('month', month);
BEGIN
  EXECUTE format(
    'CREATE TABLE shop.%I PARTITION OF shop.events FOR VALUES FROM (%L) TO (%L)',
    'events_' || to_char(first_day, 'YYYY_MM'),
    first_day || ' 00:00:00+00',
    (first_day + interval '1 month')::date || ' 00:00:00+00');
END
$$;
RESET ROLE;

-- A condition that is not leak-proof, such as @@ or @>, may only look at rows the policy let through,
-- so under a policy it cannot use an index. These two therefore run as shop_reporter, whom no policy
-- binds, and name the tenant themselves.
GRANT SELECT ON shop.products, shop.documents TO shop_reporter;
GRANT CREATE ON SCHEMA shop TO shop_reporter;
SET ROLE shop_reporter;

CREATE FUNCTION shop.search_products(wanted text, most integer DEFAULT 20)
RETURNS TABLE (id bigint, sku text, name text, price numeric, rank real)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  SELECT p.id, p.sku, p.name, p.price, ts_rank(p.search, q) AS rank
  FROM shop.products p, plainto_tsquery('simple', wanted) q
  WHERE p.search @@ q AND p.tenant_id = shop.current_tenant()
  ORDER BY rank DESC, p.id
  LIMIT most
$$;

CREATE FUNCTION shop.documents_of_customer(customer bigint)
RETURNS TABLE (id uuid, title text, updated_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  SELECT d.id, d.title, d.updated_at
  FROM shop.documents d
  WHERE d.body @> jsonb_build_object('customer', customer) AND d.tenant_id = shop.current_tenant()
  ORDER BY d.updated_at DESC, d.id
$$;

RESET ROLE;
REVOKE CREATE ON SCHEMA shop FROM shop_reporter;
