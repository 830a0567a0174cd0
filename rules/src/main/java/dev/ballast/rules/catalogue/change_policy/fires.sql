CREATE POLICY settings_own ON settings USING (key = current_user);
ALTER POLICY settings_own ON settings USING (key <> 'secret');

DO $$
BEGIN
  DROP POLICY IF EXISTS "Settings_own" ON public.settings;
END
$$;
DROP POLICY settings_own ON settings;
