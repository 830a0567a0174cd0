select -29;
