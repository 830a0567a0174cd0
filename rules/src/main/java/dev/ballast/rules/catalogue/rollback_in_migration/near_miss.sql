-- A part that is undone alone; nothing to undo.
BEGIN;
SAVEPOINT a;
INSERT INTO settings (key, value) VALUES ('theme', 'dark');
ROLLBACK TO a;
COMMIT;
BEGIN;
ROLLBACK;
