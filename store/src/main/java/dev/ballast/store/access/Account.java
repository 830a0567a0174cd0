package dev.ballast.store.access;

import dev.ballast.postgres.jdbc.Row;
import java.time.Instant;
import java.util.Optional;

/// A person whom nodes know.
///
/// @param issuer the provider that the person logs in at; empty for a password of Ballast's own
/// @param hasPassword whether one was ever set
/// @param disabledAt since when nothing is allowed
/// @param profile how the person looks at pages
public record Account(
    long id,
    String name,
    Role role,
    Optional<String> issuer,
    boolean hasPassword,
    Instant createdAt,
    Optional<Instant> disabledAt,
    Profile profile) {

  static final String COLUMNS =
      "account.account_id, account.name, account.role, account.issuer,"
          + " account.password_hash IS NOT NULL AS has_password,"
          + " account.created_at, account.disabled_at, "
          + Profile.COLUMNS;

  public boolean isEnabled() {
    return disabledAt.isEmpty();
  }

  static Account of(Row row) {
    return new Account(
        row.number("account_id"),
        row.text("name"),
        Role.stored(row.text("role")),
        row.textOrEmpty("issuer"),
        row.flag("has_password"),
        row.instant("created_at"),
        row.instantOrEmpty("disabled_at"),
        Profile.of(row));
  }
}
