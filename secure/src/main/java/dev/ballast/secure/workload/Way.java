package dev.ballast.secure.workload;

/// How an attacker tries to learn or to change what belongs to another tenant, the gravest first.
public enum Way {
  READ("it reads rows of another tenant", false),
  READ_WITHOUT_CONTEXT("a session that has named no tenant reads rows of one", false),
  READ_BY_PATTERN(
      "a tenant whose identifier is a pattern or another spelling reads rows of others", false),
  READ_AS_ROLE("a role that the login role can become reads rows of another tenant", false),
  CALL("the answer of a routine depends on rows of another tenant", true),
  INSERT_FOR_OTHER("a tenant inserts a row that belongs to another", true),
  UPDATE_ALL("an UPDATE without a condition reaches rows of another tenant", true),
  TAKE("a tenant makes rows of another its own", true),
  GIVE("a tenant moves its rows to another", true),
  DELETE_ALL("a DELETE without a condition reaches rows of another tenant", true),
  TRUNCATE("TRUNCATE removes the rows of all tenants", true),
  DELETE_OWN("what a tenant deletes of its own takes rows of another with it", true),
  INSERT_OWN("what a tenant inserts for itself reaches or depends on rows of another", true),
  REFERENCE("a foreign key shows or takes a row of another tenant", true),
  READ_BY_ERROR("the text of an error shows a value of another tenant", false),
  KEY_TAKEN("a unique key shows that another tenant has a value", true),
  SEQUENCE("a sequence shows how many rows other tenants make", false);

  private final String meaning;
  private final boolean writes;

  Way(String meaning, boolean writes) {
    this.meaning = meaning;
    this.writes = writes;
  }

  /// What it means where it succeeds.
  public String meaning() {
    return meaning;
  }

  /// Whether rows of the victim are looked at after it.
  public boolean writes() {
    return writes;
  }
}
