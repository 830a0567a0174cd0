create table forgotten (id bigint);
