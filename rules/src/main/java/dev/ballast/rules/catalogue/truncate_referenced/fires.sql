TRUNCATE orders;
TRUNCATE public.orders, settings;
TRUNCATE "Parts 1";
