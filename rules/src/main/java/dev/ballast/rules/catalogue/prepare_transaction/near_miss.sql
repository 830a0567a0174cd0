-- A prepared statement is something else.
PREPARE setting (text) AS SELECT value FROM settings WHERE key = $1;
EXECUTE setting ('theme');
DEALLOCATE setting;
