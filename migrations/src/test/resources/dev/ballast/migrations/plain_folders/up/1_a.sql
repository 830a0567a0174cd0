select 'up/1_a';
