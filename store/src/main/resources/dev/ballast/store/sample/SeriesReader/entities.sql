-- The entities of a family of a target. Parameters: target, family.
SELECT entity.labels
FROM target
JOIN entity USING (target_id)
WHERE target.name = ?
  AND entity.family = ?
ORDER BY entity.labels
