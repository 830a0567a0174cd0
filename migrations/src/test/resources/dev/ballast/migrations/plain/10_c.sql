select '10_c';
