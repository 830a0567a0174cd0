ALTER TABLE shop.events ADD CONSTRAINT events_pkey PRIMARY KEY (id, occurred_at);
CREATE INDEX events_occurred_at_idx ON shop.events USING brin (occurred_at) WITH (pages_per_range = 32);
CREATE INDEX events_tenant_idx ON shop.events (tenant_id, occurred_at);
ANALYZE shop.events;
