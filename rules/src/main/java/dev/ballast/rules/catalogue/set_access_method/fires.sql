ALTER TABLE settings SET ACCESS METHOD other_heap;
ALTER TABLE public.items SET ACCESS METHOD "heap";
