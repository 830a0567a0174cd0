-- What is easy to cut wrongly, and every server runs.
create schema tour;;
create table tour."semi;colon" (id int, "quo""te;d" text default 'it''s; a /* string', c text default E'it\'s;\\');
create table tour.copied (a int, b text);
create table tour.logged (note text);
/* a comment; /* with another; */ still; */
insert into tour."semi;colon" (id) values (1) /* ; */, (2) -- ;
;
create rule twice as on insert to tour.copied do also
  (insert into tour.logged values ('first;'); insert into tour.logged select new.b);
copy tour.copied (a, b) from stdin;
1	it's; a row
2	-- \N ; /*
\.
create function tour.atomic(n int) returns text language sql
begin atomic
  select 'a;';
  select case when n > 0 then (case n when 1 then 'one;' else 'many' end) else 'none' end;
end;
create or replace procedure tour.quoted() language plpgsql as $body$
begin
  perform 'x;' || $$y;$$ || $other$;$other$;
  insert into tour.logged values ('called');
end $body$;
call tour.quoted();
do $$ begin perform 1; end $$;
select 1::int, (array[1, 2, 3])[1:2], U&'d\0061t;', B'01', X'1F', date'2026-11-20'
