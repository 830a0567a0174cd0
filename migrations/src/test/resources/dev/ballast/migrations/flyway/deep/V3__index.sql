-- the index
create /* unique */ index
  concurrently users_x on users (x);
