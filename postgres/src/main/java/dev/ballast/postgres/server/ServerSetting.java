package dev.ballast.postgres.server;

import static java.util.Objects.requireNonNull;

/// One configuration parameter handed to a server on its command line, where it outranks every
/// file.
public record ServerSetting(String name, String value) {
  public ServerSetting {
    requireNonNull(name, "name is null");
    requireNonNull(value, "value is null");
    if (!name.matches("[A-Za-z_][A-Za-z0-9_.]*")) {
      throw new IllegalArgumentException("not a parameter name: " + name);
    }
  }
}
