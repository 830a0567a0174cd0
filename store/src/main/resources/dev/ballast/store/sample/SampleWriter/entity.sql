-- The ids of entities, which are made where they are missing, with their targets.
-- Parameters: targets, family, then for each entity its target and its labels.
WITH made AS (
    INSERT INTO target (name)
    SELECT DISTINCT name FROM unnest(?::text[]) AS name
    ON CONFLICT (name) DO UPDATE SET name = excluded.name
    RETURNING target_id, name
), entities AS (
    INSERT INTO entity (target_id, family, labels)
    SELECT made.target_id, ?::text, wanted.labels
    FROM unnest(?::text[], ?::text[]) AS wanted (target, labels)
    JOIN made ON made.name = wanted.target
    ON CONFLICT (target_id, family, labels) DO UPDATE SET family = excluded.family
    RETURNING entity_id, target_id, labels
)
SELECT entities.entity_id, made.name AS target, entities.labels
FROM entities JOIN made USING (target_id)
