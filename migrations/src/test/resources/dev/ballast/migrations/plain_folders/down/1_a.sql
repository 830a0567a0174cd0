select 'down/1_a';
