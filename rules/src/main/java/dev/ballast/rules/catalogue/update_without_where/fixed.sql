UPDATE orders SET note = 'none' WHERE id >= 1 AND id < 10001;
UPDATE orders SET note = 'none' WHERE id >= 10001 AND id < 20001;
