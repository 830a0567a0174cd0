DO $$
BEGIN
  UPDATE settings SET value = 'dark' WHERE key = 'theme';
  COMMIT;
END
$$;
CREATE PROCEDURE settle() LANGUAGE plpgsql AS $$
BEGIN
  ROLLBACK;
END
$$;
CALL settle();
