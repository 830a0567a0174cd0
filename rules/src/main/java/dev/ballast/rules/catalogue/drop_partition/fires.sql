DROP TABLE readings_2025;

DO $$
BEGIN
  DROP TABLE IF EXISTS public."events_2025";
END
$$;
