UPDATE orders SET note = 'c', status = 'b' WHERE id = 5;
