ALTER TABLE areas ADD COLUMN area2 integer;
UPDATE areas SET area2 = width * height * 2 WHERE area2 IS NULL AND ctid = ANY (ARRAY(SELECT ctid FROM areas WHERE area2 IS NULL LIMIT 5000));
