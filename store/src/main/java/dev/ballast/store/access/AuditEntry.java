package dev.ballast.store.access;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// That something was asked of a node, or what came of it. Never holds a secret.
///
/// @param actionId the same for the entry before an action and the one after it
/// @param who the user, token or folder's owner; `-` for nobody known
/// @param address where the request came from
/// @param action such as `POST /api/v1/login`
/// @param subject what it is about, such as a user's name; empty where the action says it
/// @param reason the code of the error, where it was refused or failed
public record AuditEntry(
    String actionId,
    Instant at,
    String who,
    String address,
    String action,
    String subject,
    Result result,
    Optional<String> reason) {

  /// How far an action came.
  public enum Result {
    /// It is about to be tried.
    BEGUN,
    DONE,
    /// It was not allowed, or asked for what cannot be.
    REFUSED,
    /// It was tried and something went wrong.
    FAILED;

    /// As the table and the evidence log have it.
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Result parse(String text) {
      return valueOf(text.toUpperCase(Locale.ROOT));
    }
  }
}
