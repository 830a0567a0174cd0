package dev.ballast.change.trace.scratch;

/// Whom the sessions on a scratch database log in as. None is a superuser, and none is allowed to
/// become one: a session that had logged in as one and then took another role could go back by
/// `RESET ROLE`.
public enum ScratchLogin {
  /// Owns the database and runs the migrations. Its name is that of the usual superuser, so that
  /// `OWNER TO postgres` and `GRANT ... TO postgres` find it.
  OWNER("postgres"),
  /// Makes up rows, tries what an application would and gets in the way of statements. It may
  /// read and write every table, and triggers do not fire for it.
  PROBER("ballast_prober"),
  /// Reads who holds which lock. It may see what other sessions do, and nothing else.
  OBSERVER("ballast_observer");

  /// The role that `initdb` made. It has sessions in a database only that no migration reaches.
  public static final String ROOT = "ballast_scratch_root";

  /// Whose members may create in the schemas of the owner, as a role must that becomes the owner of
  /// something there.
  public static final String CREATORS = "ballast_creators";

  private final String role;

  ScratchLogin(String role) {
    this.role = role;
  }

  public String role() {
    return role;
  }
}
