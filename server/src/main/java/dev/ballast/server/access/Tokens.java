package dev.ballast.server.access;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.machine.RandomName;
import dev.ballast.store.access.Account;
import dev.ballast.store.access.ApiToken;
import dev.ballast.store.access.ApiTokens;
import dev.ballast.store.access.Scope;
import dev.ballast.store.access.SecretHash;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What an admin decides about tokens. Safe for any number of threads.
public final class Tokens {
  private static final int PREFIX_BYTES = 6;
  private static final int SECRET_BYTES = 32;

  private final ApiTokens tokens;
  private final Clock clock;

  public Tokens(ApiTokens tokens, Clock clock) {
    this.tokens = tokens;
    this.clock = clock;
  }

  /// A token that was made.
  ///
  /// @param prefix by which it is named from now on
  /// @param secret the whole token; nothing else holds it
  public record Made(String prefix, String secret, Optional<Instant> endsAt) {
    @Override
    public String toString() {
      return "token " + prefix;
    }
  }

  /// Makes a token.
  ///
  /// @param owner whose it is; empty for the owner of the node's folder
  /// @param life empty for one that lasts until it is revoked
  public Made create(
      String name, Optional<Account> owner, List<Scope> scopes, Optional<Duration> life) {
    String prefix = Doorkeeper.TOKEN_MARK + RandomName.of(PREFIX_BYTES);
    String secret = prefix + "_" + RandomName.of(SECRET_BYTES);
    Instant now = clock.now();
    Optional<Instant> endsAt = life.map(now::plus);
    tokens.add(
        new ApiTokens.Draft(name, owner, prefix, scopes, endsAt), SecretHash.of(secret), now);
    return new Made(prefix, secret, endsAt);
  }

  public List<ApiToken> list() {
    return tokens.list();
  }

  public void revoke(String prefix) {
    if (!tokens.revoke(prefix, clock.now())) {
      throw Fault.of(AccessError.TOKEN_UNKNOWN, "there is no token that begins so")
          .hint("List them with: ballast token list");
    }
  }
}
