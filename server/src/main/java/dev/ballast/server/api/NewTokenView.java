package dev.ballast.server.api;

import dev.ballast.server.access.Tokens;
import java.time.Instant;
import java.util.Optional;

/// A token that was made. It is shown this once.
///
/// @param prefix by which it is named from now on
public record NewTokenView(String prefix, String token, Optional<Instant> endsAt) {
  public static NewTokenView of(Tokens.Made made) {
    return new NewTokenView(made.prefix(), made.secret(), made.endsAt());
  }

  /// The secret is not for logs.
  @Override
  public String toString() {
    return "token " + prefix;
  }
}
