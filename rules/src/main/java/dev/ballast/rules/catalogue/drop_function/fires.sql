DROP FUNCTION total_of(bigint);
DROP FUNCTION IF EXISTS public."Tidy";

DO $$
BEGIN
  DROP PROCEDURE settle();
END
$$;
