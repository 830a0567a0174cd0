package dev.ballast.server.api;

import dev.ballast.server.access.Users;
import java.time.Instant;

/// A link by which a password is set, once.
///
/// @param link the path with the secret, to be put behind the node's address
public record LinkView(String link, Instant endsAt) {
  private static final String PAGE = "/setup#";

  public static LinkView of(Users.Link link) {
    return new LinkView(PAGE + link.secret(), link.endsAt());
  }

  /// The secret is not for logs.
  @Override
  public String toString() {
    return "link until " + endsAt;
  }
}
