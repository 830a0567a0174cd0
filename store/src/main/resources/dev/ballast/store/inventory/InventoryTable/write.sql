-- Keeps what a target has of one kind at present.
-- Parameters: target, kind, when it was read, items.
INSERT INTO inventory (target, kind, read_at, items) VALUES (?, ?, ?::timestamptz, ?::jsonb)
ON CONFLICT (target, kind) DO UPDATE SET read_at = excluded.read_at, items = excluded.items
