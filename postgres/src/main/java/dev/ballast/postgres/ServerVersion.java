package dev.ballast.postgres;

import com.fasterxml.jackson.annotation.JsonValue;

/// A server's version as `server_version_num` reports it: 180006 is 18.6.
public record ServerVersion(@JsonValue int number) implements Comparable<ServerVersion> {
  public static final int OLDEST_MAJOR = 14;
  public static final int NEWEST_MAJOR = 18;

  public ServerVersion {
    if (number < 100000) {
      throw new IllegalArgumentException("not a server_version_num of 10 or later: " + number);
    }
  }

  /// Reads `18.6`, also with a packager's remark behind it, as in `15.18 (Debian 15.18-0+deb12u1)`.
  public static ServerVersion parse(String text) {
    String plain = text.strip().split("[ (]", 2)[0];
    String[] parts = plain.split("\\.", 2);
    try {
      int minor =
          parts.length == 1 ? 0 : Integer.parseInt(parts[1].replaceFirst("^(\\d+).*", "$1"));
      return new ServerVersion(
          Integer.parseInt(parts[0].replaceFirst("^(\\d+).*", "$1")) * 10000 + minor);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("not a PostgreSQL version: " + text, e);
    }
  }

  public int major() {
    return number / 10000;
  }

  public boolean isSupported() {
    return major() >= OLDEST_MAJOR && major() <= NEWEST_MAJOR;
  }

  @Override
  public int compareTo(ServerVersion other) {
    return Integer.compare(number, other.number);
  }

  @Override
  public String toString() {
    return major() + "." + number % 10000;
  }
}
