package dev.ballast.cli.command.access;

import dev.ballast.report.server.OneTimeLinkReport;
import dev.ballast.server.api.LinkView;
import dev.ballast.server.http.NodeClient;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// The paths of a node's API that these commands use.
final class NodePaths {
  static final String USERS = "/api/v1/users";
  static final String TOKENS = "/api/v1/tokens";
  static final String ADMIN_LINK = "/api/v1/admin-link";

  private NodePaths() {}

  static String user(String name) {
    return USERS + "/" + segment(name);
  }

  static String token(String prefix) {
    return TOKENS + "/" + segment(prefix);
  }

  private static String segment(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  static OneTimeLinkReport shown(NodeClient client, LinkView link) {
    return new OneTimeLinkReport(client.base() + link.link(), link.endsAt());
  }
}
