package dev.ballast.evidence;

/// The proof levels of a backup, weakest first. Each names the damage that the levels before it
/// cannot see.
public enum Level {
  L0("objects", "every stored object is present and its hash is right"),
  L1(
      "manifest and WAL",
      "the manifest is complete and the WAL chain is unbroken from start to target"),
  L2("consistency", "the restored server reaches consistency"),
  L3("exact LSN", "the restored server reached exactly the requested LSN"),
  L4(
      "structure",
      "page checksums, heap and index structure are right, and index scans equal sequential scans"),
  L5("constraints", "foreign keys, unique keys, checks and declared invariants hold when re-read"),
  L6("content", "every table's content digest equals the digest taken on the source at that LSN");

  private final String title;
  private final String claim;

  Level(String title, String claim) {
    this.title = title;
    this.claim = claim;
  }

  public String title() {
    return title;
  }

  public String claim() {
    return claim;
  }
}
