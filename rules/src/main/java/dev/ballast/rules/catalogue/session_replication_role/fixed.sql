RESET session_replication_role;
INSERT INTO orders (id) VALUES (1000001);
INSERT INTO items (id, order_id, product) VALUES (1000001, 1000001, 'lamp');
