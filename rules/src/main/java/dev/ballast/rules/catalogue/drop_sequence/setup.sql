CREATE SEQUENCE ticket;
CREATE SEQUENCE "Invoice numbers";
