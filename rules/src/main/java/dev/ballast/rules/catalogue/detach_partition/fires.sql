ALTER TABLE readings DETACH PARTITION readings_2025;

DO $$
BEGIN
  ALTER TABLE public.events DETACH PARTITION public.events_2025;
END
$$;
