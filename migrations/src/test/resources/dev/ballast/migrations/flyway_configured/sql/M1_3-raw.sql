#[schema] is left as it is;
