REVOKE ALL ON notes FROM drop_owned_clerk;
