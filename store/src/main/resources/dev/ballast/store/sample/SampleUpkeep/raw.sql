-- The raw chunks of some entities in one partition, in order of entity and time. %s is the partition.
-- Parameters: first entity, last entity.
SELECT chunk.entity_id, chunk.layout_id, layout.family, layout.metrics, chunk.points
FROM %s AS chunk
JOIN layout USING (layout_id)
WHERE chunk.entity_id BETWEEN ? AND ?
ORDER BY chunk.entity_id, chunk.layout_id, chunk.starts
