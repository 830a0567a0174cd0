select 'up/2_b';
