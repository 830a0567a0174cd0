ALTER TABLE orders ADD COLUMN barcode text UNIQUE;
ALTER TABLE public.items ADD COLUMN "Serial no" text CONSTRAINT one_serial UNIQUE;
