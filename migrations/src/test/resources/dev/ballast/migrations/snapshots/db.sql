--
-- PostgreSQL database dump
--

CREATE TABLE users (id bigint PRIMARY KEY);
