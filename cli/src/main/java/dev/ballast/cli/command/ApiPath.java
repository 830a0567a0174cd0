package dev.ballast.cli.command;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// Paths of a node's API that name something.
public final class ApiPath {
  private ApiPath() {}

  /// A name as one segment of a path, whatever it holds.
  public static String segment(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
