CREATE INDEX events_happened_idx ON events (happened_on);
CREATE UNIQUE INDEX "Events_key" ON public.events (id, happened_on);
