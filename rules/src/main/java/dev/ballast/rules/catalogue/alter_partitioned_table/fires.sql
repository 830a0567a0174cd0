ALTER TABLE events ADD COLUMN source text;

DO $$
BEGIN
  ALTER TABLE public."events" ALTER COLUMN payload SET DEFAULT '{}';
END
$$;
ALTER TABLE events ADD CONSTRAINT events_id_check CHECK (id > 0);
