-- The chunks that hold a metric of any entity of a family within a stretch of time. %s is the table
-- of chunks. Parameters: metric, target, family, end, start, start, metric. A chunk spans at most a day.
SELECT entity.labels,
       chunk.points,
       cardinality(layout.metrics) AS metric_count,
       array_position(layout.metrics, ?::text) - 1 AS metric_index
FROM target
JOIN entity USING (target_id)
JOIN %s AS chunk USING (entity_id)
JOIN layout USING (layout_id)
WHERE target.name = ?
  AND entity.family = ?
  AND chunk.starts < ?::timestamptz
  AND chunk.starts >= ?::timestamptz - interval '1 day'
  AND chunk.ends >= ?::timestamptz
  AND ?::text = ANY (layout.metrics)
ORDER BY entity.labels, chunk.starts
