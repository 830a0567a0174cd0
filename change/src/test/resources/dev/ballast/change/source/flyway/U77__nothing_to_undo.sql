select -77;
