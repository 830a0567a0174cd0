DO $$
BEGIN
  UPDATE settings SET value = 'dark' WHERE key = 'theme';
END
$$;
