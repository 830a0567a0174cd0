TRUNCATE orders, items;
TRUNCATE parts, uses;
