ALTER TABLE orders ADD COLUMN discount integer CHECK (discount BETWEEN 0 AND 100);
ALTER TABLE public.items
  ADD COLUMN width numeric(6, 2),
  ADD COLUMN weight numeric(6, 2) NOT NULL DEFAULT 0 CONSTRAINT "Weighed" CHECK (weight >= 0);
