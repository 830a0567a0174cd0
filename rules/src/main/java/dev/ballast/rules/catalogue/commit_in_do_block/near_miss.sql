-- A procedure that only is made; a function's name; the end of the script's transaction.
CREATE PROCEDURE settle() LANGUAGE plpgsql AS $$
BEGIN
  COMMIT;
END
$$;
DO $$
BEGIN
  PERFORM 'COMMIT';
END
$$;
