MERGE INTO grands g USING (VALUES (1), (2)) v (i) ON g.number = v.i WHEN MATCHED THEN DELETE;
MERGE INTO grands g USING (VALUES (1), (2)) v (i) ON g.number = v.i WHEN MATCHED THEN UPDATE SET number = 50 + v.i;
