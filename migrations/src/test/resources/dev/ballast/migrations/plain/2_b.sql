select '2_b';
