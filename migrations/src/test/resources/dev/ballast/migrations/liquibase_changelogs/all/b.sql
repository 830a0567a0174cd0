--liquibase formatted sql
--changeset zoe:1
DROP TABLE c;
