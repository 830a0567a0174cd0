SELECT count(*) FROM orders WHERE char_length(note) > 50;
ALTER TABLE orders ADD CONSTRAINT orders_note_fits CHECK (char_length(note) <= 50) NOT VALID;
ALTER TABLE orders VALIDATE CONSTRAINT orders_note_fits;
