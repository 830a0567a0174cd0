DELETE FROM items;
DELETE FROM ONLY public.settings WHERE true;
DO $$
BEGIN
  IF now() > '2020-01-01' THEN
    DELETE FROM "items";
  END IF;
END
$$;
