DROP TABLE items;
DROP TABLE public."Line items" CASCADE;
