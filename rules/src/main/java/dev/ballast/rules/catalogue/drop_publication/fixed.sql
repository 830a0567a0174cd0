ALTER PUBLICATION shop SET (publish = 'insert, update, delete');
