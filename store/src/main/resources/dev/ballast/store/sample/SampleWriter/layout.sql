-- The id of a layout, which is made where it is missing.
-- Parameters: family, metrics.
INSERT INTO layout (family, metrics) VALUES (?, ?)
ON CONFLICT (family, metrics) DO UPDATE SET family = excluded.family
RETURNING layout_id
