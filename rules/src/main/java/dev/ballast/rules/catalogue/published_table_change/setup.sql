CREATE PUBLICATION shop FOR TABLE orders, public.items;
