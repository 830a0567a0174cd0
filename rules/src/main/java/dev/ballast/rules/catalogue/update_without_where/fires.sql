UPDATE orders SET note = 'none';
UPDATE public."customers" AS c SET country = 'NO' WHERE true RETURNING c.id;
DO $$
BEGIN
  UPDATE items SET price = price * 2;
END
$$;
