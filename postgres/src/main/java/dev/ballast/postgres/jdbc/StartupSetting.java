package dev.ballast.postgres.jdbc;

import static java.util.Objects.requireNonNull;

/// A configuration parameter that a session is opened with. It outranks what ALTER DATABASE and
/// ALTER ROLE have set (`PGC_S_CLIENT` in `guc.h`), and holds before the first statement runs.
///
/// A parameter that only superusers may set keeps any other role from connecting.
public record StartupSetting(String name, String value) {
  public StartupSetting {
    requireNonNull(name, "name is null");
    requireNonNull(value, "value is null");
    if (!name.matches("[A-Za-z_][A-Za-z0-9_.]*")) {
      throw new IllegalArgumentException("not a parameter name: " + name);
    }
  }

  /// As one word group of the startup packet's `options`: white space and backslashes are escaped
  /// there (`pg_split_opts` in `postinit.c`).
  public String asOption() {
    return "-c " + name + "=" + value.replaceAll("([\\\\\\s])", "\\\\$1");
  }
}
