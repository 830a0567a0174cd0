CREATE SCHEMA accounting;
CREATE VIEW accounting.invoices AS SELECT * FROM billing.invoices;
