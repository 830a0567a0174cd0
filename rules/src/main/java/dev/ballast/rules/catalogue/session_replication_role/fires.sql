SET session_replication_role = replica;
RESET session_replication_role;
SELECT set_config('session_replication_role', 'replica', true);
DO $$
BEGIN
  SET LOCAL session_replication_role TO 'replica';
END
$$;
