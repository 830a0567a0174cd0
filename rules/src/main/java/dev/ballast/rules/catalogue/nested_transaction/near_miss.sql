-- Two transactions, one after the other; a part that may be undone alone; the END of a block.
BEGIN;
INSERT INTO settings (key, value) VALUES ('theme', 'dark');
SAVEPOINT before_font;
INSERT INTO settings (key, value) VALUES ('font', 'serif');
ROLLBACK TO before_font;
END;
START TRANSACTION;
DO $$
BEGIN
  PERFORM 1;
END
$$;
COMMIT AND CHAIN;
COMMIT;
