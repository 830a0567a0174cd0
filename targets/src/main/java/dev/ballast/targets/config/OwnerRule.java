package dev.ballast.targets.config;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/// Whose a ticket is, by what it is about. What is left out is any.
///
/// @param check the name of a check
/// @param application the `application_name` of who runs a statement
public record OwnerRule(
    String owner,
    Optional<String> target,
    Optional<String> check,
    Optional<String> database,
    Optional<String> schema,
    Optional<String> application) {
  public OwnerRule {
    requireNonNull(owner, "owner is null");
    requireNonNull(target, "target is null");
    requireNonNull(check, "check is null");
    requireNonNull(database, "database is null");
    requireNonNull(schema, "schema is null");
    requireNonNull(application, "application is null");
  }
}
