BEGIN;
ALTER TABLE orders ADD COLUMN gift boolean;
COMMIT;
BEGIN;
ALTER TABLE public.items ADD COLUMN gift boolean;
COMMIT;
