SET LOCAL lock_timeout = '2s';
DO $$
BEGIN
  EXECUTE 'CREATE INDEX orders_code_idx ON orders (' || 'code' || ')';
END
$$;
