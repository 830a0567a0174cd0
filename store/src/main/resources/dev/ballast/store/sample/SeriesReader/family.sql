-- The chunks of all entities of a family within a stretch of time. %s is the table of chunks.
-- Parameters: target, family, end, start, start. A chunk spans at most a day.
SELECT entity.labels,
       chunk.layout_id,
       chunk.points
FROM target
JOIN entity USING (target_id)
JOIN %s AS chunk USING (entity_id)
WHERE target.name = ?
  AND entity.family = ?
  AND chunk.starts < ?::timestamptz
  AND chunk.starts >= ?::timestamptz - interval '1 day'
  AND chunk.ends >= ?::timestamptz
ORDER BY entity.labels, chunk.starts
