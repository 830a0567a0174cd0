CREATE TABLE downloads (id bigint);
