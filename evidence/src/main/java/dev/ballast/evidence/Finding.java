package dev.ballast.evidence;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/// Something a check found, with what fixes it. A room whose findings say more than fits here has a
/// record of its own, named after its subject: an object, a chain, a migration.
///
/// @param id stable, lower case with hyphens
/// @param subject what it was found on: a setting, a relation, an object's name
/// @param remedy the SQL, configuration line or command that fixes it
public record Finding(
    String id, Severity severity, String subject, String message, Optional<String> remedy) {
  public Finding {
    requireNonNull(id, "id is null");
    requireNonNull(severity, "severity is null");
    requireNonNull(subject, "subject is null");
    requireNonNull(message, "message is null");
    requireNonNull(remedy, "remedy is null");
  }
}
