-- What there is from 15 on.
CREATE PUBLICATION filtered FOR TABLE shop.customers (id, name) WHERE (id > 0);
CREATE PUBLICATION of_schema FOR TABLES IN SCHEMA other;
GRANT SET ON PARAMETER work_mem TO alice;
