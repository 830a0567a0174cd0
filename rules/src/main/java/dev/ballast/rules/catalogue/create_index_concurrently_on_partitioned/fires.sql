CREATE INDEX CONCURRENTLY events_happened_idx ON events (happened_on);
CREATE INDEX CONCURRENTLY ON public.events USING gin (payload);
