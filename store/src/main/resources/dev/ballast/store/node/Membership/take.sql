-- Takes targets that no node has, in an order that is the same for all nodes.
-- Parameters: the node, all targets, how many at most.
INSERT INTO watched_target (target, node)
SELECT wanted.target, ?::text
FROM unnest(?::text[]) AS wanted (target)
WHERE NOT EXISTS (SELECT FROM watched_target AS held WHERE held.target = wanted.target)
ORDER BY 1
LIMIT ?
ON CONFLICT (target) DO NOTHING
RETURNING target
