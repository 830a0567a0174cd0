ALTER TABLE areas ADD COLUMN rim integer GENERATED ALWAYS AS (2 * (width + height)) VIRTUAL;
ALTER TABLE areas ALTER COLUMN rim SET EXPRESSION AS (width + height);
