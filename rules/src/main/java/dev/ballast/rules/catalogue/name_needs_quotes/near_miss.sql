CREATE TABLE "tours" (id bigint PRIMARY KEY, Stops integer);
