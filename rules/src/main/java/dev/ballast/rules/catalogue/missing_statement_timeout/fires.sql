ALTER TABLE orders ADD COLUMN gift boolean;
UPDATE orders SET note = 'none';
