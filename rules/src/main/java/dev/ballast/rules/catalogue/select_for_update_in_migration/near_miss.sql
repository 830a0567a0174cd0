-- One row; a batch; rows that are passed over; no lock at all.
SELECT id FROM orders WHERE id = 5 FOR UPDATE;
SELECT id FROM orders ORDER BY id LIMIT 100 FOR UPDATE;
SELECT id FROM orders FOR UPDATE SKIP LOCKED;
SELECT id FROM orders;
