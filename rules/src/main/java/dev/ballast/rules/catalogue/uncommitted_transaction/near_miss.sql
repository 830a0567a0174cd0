-- END is COMMIT; the BEGIN of a block is none of a transaction.
START TRANSACTION;
ALTER TABLE settings ADD COLUMN note text;
END;
DO $$
BEGIN
  PERFORM 1;
END
$$;
