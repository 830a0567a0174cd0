DROP SEQUENCE ticket;
DROP SEQUENCE IF EXISTS public."Invoice numbers";
