TRUNCATE orders, items;

DO $$
BEGIN
  TRUNCATE TABLE public."settings" RESTART IDENTITY;
END
$$;
TRUNCATE events;
