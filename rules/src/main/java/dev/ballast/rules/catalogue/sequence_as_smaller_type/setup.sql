CREATE SEQUENCE tickets_seq;
