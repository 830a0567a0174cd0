select 'not a migration';
