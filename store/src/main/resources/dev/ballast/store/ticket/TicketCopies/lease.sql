-- Takes a tracker for a while, where nobody else has it and it may be asked again.
-- Parameters: tracker, lease, seconds.
-- Columns: origin, seen_until, etag.
INSERT INTO ticket_tracker AS t (tracker, lease, leased_until)
VALUES (?, ?::uuid, now() + make_interval(secs => ?))
ON CONFLICT (tracker) DO UPDATE SET lease = excluded.lease, leased_until = excluded.leased_until
WHERE (t.leased_until IS NULL OR t.leased_until < now()) AND (t.wait_until IS NULL OR t.wait_until < now())
RETURNING origin::text AS origin, seen_until, etag
