CREATE RULE settings_keep AS ON DELETE TO settings DO INSTEAD NOTHING;

DO $$
BEGIN
  CREATE OR REPLACE RULE "Log" AS ON INSERT TO public.orders DO ALSO
    INSERT INTO settings (key, value) VALUES (NEW.id::text, 'new');
END
$$;

CREATE RULE open_orders_new AS ON INSERT TO open_orders DO INSTEAD NOTHING;
