package dev.ballast.effect.schema;

/// When something was seen: in which script and in which transaction of it.
///
/// @param script counts from 1 in the order the scripts run; 0 is the schema that existed before
/// @param transaction counts from 1 within the script; statements outside any block have one each
public record Moment(int script, int transaction) {
  public static final Moment BEFORE_ALL = new Moment(0, 0);
}
