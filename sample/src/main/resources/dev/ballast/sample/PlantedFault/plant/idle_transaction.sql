SELECT 'held by the traffic while it runs; there is nothing to change in the database';
