select '1_a';
