ALTER TABLE orders ADD COLUMN pieces integer;
ALTER TABLE orders ADD CONSTRAINT orders_pieces_check CHECK (pieces > 0) NOT VALID;
ALTER TABLE orders VALIDATE CONSTRAINT orders_pieces_check;
