package dev.ballast.store.access;

import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionPool;
import dev.ballast.postgres.jdbc.SqlResource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What programs send instead of a password. Safe for any number of threads and nodes.
public final class ApiTokens {
  private static final Duration GRAIN = Duration.ofMinutes(1);

  private final SessionPool pool;

  public ApiTokens(SessionPool pool) {
    this.pool = pool;
  }

  /// What a token is to be.
  ///
  /// @param owner whose it is; empty for the owner of the node's folder
  /// @param prefix what it begins with, unlike any other's
  /// @param endsAt empty for one that lasts until it is revoked
  public record Draft(
      String name,
      Optional<Account> owner,
      String prefix,
      List<Scope> scopes,
      Optional<Instant> endsAt) {
    public Draft {
      scopes = List.copyOf(scopes);
    }
  }

  /// Keeps a token.
  public void add(Draft draft, SecretHash hash, Instant now) {
    try (Session session = pool.lend()) {
      long id =
          session.one(
              """
              INSERT INTO api_token (name, prefix, token_hash, scopes, created_at)
              VALUES (?, ?, ?, ?, ?) RETURNING api_token_id
              """,
              row -> row.number("api_token_id"),
              draft.name(),
              draft.prefix(),
              hash.hex(),
              draft.scopes().stream().map(Scope::text).toList(),
              now);
      draft
          .owner()
          .ifPresent(
              owner ->
                  session.execute(
                      "UPDATE api_token SET account_id = ? WHERE api_token_id = ?",
                      owner.id(),
                      id));
      draft
          .endsAt()
          .ifPresent(
              end ->
                  session.execute(
                      "UPDATE api_token SET ends_at = ? WHERE api_token_id = ?", end, id));
    }
  }

  /// All of them, the newest first, revoked ones too.
  public List<ApiToken> list() {
    try (Session session = pool.lend()) {
      return session.query(
          SqlResource.load(ApiTokens.class, "list", session.version()), ApiToken::of);
    }
  }

  /// The token that begins with `prefix` and has this hash; empty where it has ended in any way.
  /// Notes that it was used.
  public Optional<ApiToken> find(String prefix, SecretHash hash, Instant now) {
    try (Session session = pool.lend()) {
      Optional<ApiToken> found =
          session
              .first(
                  SqlResource.load(ApiTokens.class, "find", session.version()),
                  row ->
                      new SecretHash(row.text("token_hash")).is(hash)
                          ? Optional.of(ApiToken.of(row))
                          : Optional.<ApiToken>empty(),
                  prefix,
                  now)
              .flatMap(token -> token);
      found
          .filter(t -> t.usedAt().filter(at -> at.isAfter(now.minus(GRAIN))).isEmpty())
          .ifPresent(
              t ->
                  session.execute(
                      "UPDATE api_token SET used_at = ? WHERE api_token_id = ?", now, t.id()));
      return found;
    }
  }

  /// Makes a token good for nothing, at once and for all nodes. Returns whether there was one.
  public boolean revoke(String prefix, Instant now) {
    try (Session session = pool.lend()) {
      return session.execute(
              "UPDATE api_token SET revoked_at = COALESCE(revoked_at, ?) WHERE prefix = ?",
              now,
              prefix)
          > 0;
    }
  }
}
