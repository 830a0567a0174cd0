vacuum #[schema].t;
select 2;
