-- Events, the newest first.
-- Parameters: first moment, end, target or '' (twice), sources or none (twice), moment and id of the
-- end of the page before, how many.
SELECT event_id::text AS id, target, at, source, severity, subject, summary, detail::text AS detail
FROM event
WHERE at >= ?::timestamptz
  AND at < ?::timestamptz
  AND (?::text = '' OR target = ?)
  AND (cardinality(?::text[]) = 0 OR source = ANY (?::text[]))
  AND (at, event_id) < (?::timestamptz, ?::uuid)
ORDER BY at DESC, event_id DESC
LIMIT ?
