package dev.ballast.store.access;

import dev.ballast.postgres.jdbc.Row;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A token as it is listed: everything but the token.
///
/// @param owner whose it is; empty for one made by the owner of the node's folder
/// @param ownerRole what the owner may do at present
/// @param prefix what the token begins with
/// @param usedAt when it was used last, to the minute
public record ApiToken(
    long id,
    String name,
    Optional<String> owner,
    Optional<Role> ownerRole,
    String prefix,
    List<Scope> scopes,
    Instant createdAt,
    Optional<Instant> endsAt,
    Optional<Instant> usedAt,
    Optional<Instant> revokedAt) {
  public ApiToken {
    scopes = List.copyOf(scopes);
  }

  static ApiToken of(Row row) {
    return new ApiToken(
        row.number("api_token_id"),
        row.text("name"),
        row.textOrEmpty("owner"),
        row.textOrEmpty("owner_role").map(Role::stored),
        row.text("prefix"),
        row.texts("scopes").stream().map(Scope::stored).toList(),
        row.instant("created_at"),
        row.instantOrEmpty("ends_at"),
        row.instantOrEmpty("used_at"),
        row.instantOrEmpty("revoked_at"));
  }
}
