DROP TABLE settings;
CREATE TABLE settings (key text PRIMARY KEY, value jsonb);
DROP TABLE IF EXISTS public.items;
CREATE TABLE items (id bigint PRIMARY KEY);
