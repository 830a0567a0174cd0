INSERT INTO films VALUES ('UA502', 'Bananas', 105, '1971-07-13', 'Comedy', '82 minutes')
INSERT INTO films (code, title) VALUES ('T_601', 'Yojimbo'), ('x', DEFAULT)
INSERT INTO films DEFAULT VALUES
INSERT INTO films SELECT * FROM tmp_films WHERE date_prod < '2004-05-07'
INSERT INTO tictactoe (game, board[1:3][1:3], b.c) VALUES (1, '{{" "," "," "}}', 2)
INSERT INTO distributors AS d (did, dname) VALUES (5, 'x') ON CONFLICT (did) DO UPDATE SET dname = EXCLUDED.dname || d.dname, (a, b) = ROW (1, 2) WHERE d.zipcode <> '21201' RETURNING *, d.did AS x
INSERT INTO distributors VALUES (7) ON CONFLICT ON CONSTRAINT distributors_pkey DO NOTHING
INSERT INTO t VALUES (1) ON CONFLICT (lower(a) COLLATE "C" text_ops, b) WHERE c > 0 DO NOTHING
INSERT INTO t VALUES (1) ON CONFLICT DO NOTHING RETURNING WITH (OLD AS o, NEW AS n) o.a, n.b
INSERT INTO t (id) OVERRIDING SYSTEM VALUE VALUES (1)
INSERT INTO t OVERRIDING USER VALUE SELECT 1
WITH upd AS (UPDATE employees SET sales_count = sales_count + 1 RETURNING *) INSERT INTO employees_log SELECT *, current_timestamp FROM upd
UPDATE films SET kind = 'Dramatic' WHERE kind = 'Drama'
UPDATE weather SET temp_lo = temp_lo + 1, temp_hi = DEFAULT WHERE city = 'San Francisco' RETURNING temp_lo, old.temp_hi, new.temp_hi
UPDATE weather SET (temp_lo, temp_hi, prcp) = (temp_lo + 1, temp_lo + 15, DEFAULT)
UPDATE accounts SET (a, b) = (SELECT c, d FROM e WHERE e.id = accounts.id)
UPDATE ONLY employees AS e SET sales = 1 FROM accounts a JOIN b USING (c) WHERE a.id = e.id
UPDATE films SET kind = 'Dramatic' WHERE CURRENT OF c_films
UPDATE t * SET a[1] = 2, b.c = 3
WITH x AS (SELECT 1) UPDATE t SET a = 1 FROM x
DELETE FROM films USING producers WHERE producer_id = producers.id AND producers.name = 'foo'
DELETE FROM films
DELETE FROM ONLY shop.films f WHERE CURRENT OF c
DELETE FROM tasks WHERE status = 'DONE' RETURNING *
WITH x AS (SELECT 1) DELETE FROM t USING x RETURNING WITH (OLD AS o) o.*
MERGE INTO customer_account ca USING recent_transactions t ON t.customer_id = ca.customer_id WHEN MATCHED THEN UPDATE SET balance = balance + transaction_value WHEN NOT MATCHED THEN INSERT (customer_id, balance) VALUES (t.customer_id, t.transaction_value)
MERGE INTO wines w USING (SELECT 1) s ON s.winename = w.winename WHEN NOT MATCHED AND s.stock_delta > 0 THEN INSERT VALUES (s.winename, s.stock_delta) WHEN MATCHED AND w.stock > 0 THEN UPDATE SET stock = 5 WHEN MATCHED THEN DELETE RETURNING merge_action(), w.*
MERGE INTO wines w USING new_wine_list s ON s.winename = w.winename WHEN NOT MATCHED BY TARGET THEN INSERT VALUES (s.winename) WHEN MATCHED AND w.stock != s.stock THEN UPDATE SET (a, b) = (1, 2) WHEN NOT MATCHED BY SOURCE THEN DELETE
WITH x AS (SELECT 1 AS a) MERGE INTO ONLY t USING x ON t.a = x.a WHEN MATCHED THEN DO NOTHING WHEN NOT MATCHED THEN INSERT DEFAULT VALUES
