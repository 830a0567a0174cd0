package dev.ballast.effect.schema;

/// When something was seen: in which script and in which transaction of it.
///
/// @param script counts from 1 in the order the scripts run; 0 is the schema that existed before
/// @param transaction counts from 1 within the script; statements outside any block have one each
/// @param added whether the script is one of those that ran nowhere yet, and will run together
public record Moment(int script, int transaction, boolean added) {
  public static final Moment BEFORE_ALL = new Moment(0, 0);

  /// Of a script that may have run by itself.
  public Moment(int script, int transaction) {
    this(script, transaction, false);
  }

  /// Whether nobody uses yet what was made then: this script made it, or another of those that run
  /// together with it. The schema that existed before all scripts is in use.
  public boolean isFirstUseOf(Moment born) {
    return script > 0 && (born.script == script || (added && born.added));
  }
}
