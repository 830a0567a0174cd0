package dev.ballast.cli.command.access;

import dev.ballast.cli.command.ApiPath;
import dev.ballast.report.server.OneTimeLinkReport;
import dev.ballast.server.api.LinkView;
import dev.ballast.server.http.NodeClient;

/// The paths of a node's API that these commands use.
final class NodePaths {
  static final String USERS = "/api/v1/users";
  static final String TOKENS = "/api/v1/tokens";
  static final String ADMIN_LINK = "/api/v1/admin-link";

  private NodePaths() {}

  static String user(String name) {
    return USERS + "/" + ApiPath.segment(name);
  }

  static String token(String prefix) {
    return TOKENS + "/" + ApiPath.segment(prefix);
  }

  static OneTimeLinkReport shown(NodeClient client, LinkView link) {
    return new OneTimeLinkReport(client.base() + link.link(), link.endsAt());
  }
}
