update ${schema}.users set x = 1;
