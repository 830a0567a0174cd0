package dev.ballast.pages.access;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/// What could not be shown, and what to do about it.
///
/// @param code of the error
/// @param again the address of what could not be shown, where it is worth another attempt
/// @param request the id under which the node's log has it
public record FailurePage(
    int status,
    String code,
    String message,
    Optional<String> detail,
    Optional<String> hint,
    Optional<String> again,
    String request) {
  public FailurePage {
    requireNonNull(code, "code is null");
    requireNonNull(message, "message is null");
    requireNonNull(detail, "detail is null");
    requireNonNull(hint, "hint is null");
    requireNonNull(again, "again is null");
    requireNonNull(request, "request is null");
  }
}
