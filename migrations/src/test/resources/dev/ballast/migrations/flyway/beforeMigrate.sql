set role owner;
