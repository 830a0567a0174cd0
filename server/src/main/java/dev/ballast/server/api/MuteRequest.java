package dev.ballast.server.api;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import dev.ballast.store.sample.Label;
import java.util.List;
import java.util.Optional;

/// What nobody is to be notified of for some time.
///
/// @param target all where it is empty
/// @param check all where it is empty
/// @param subject labels that an alert's subject has to have
/// @param pages whether pages are muted too
/// @param duration such as `2h`, from `1min` to `90d`
public record MuteRequest(
    Optional<String> target,
    Optional<String> check,
    List<Label> subject,
    boolean pages,
    String duration,
    String reason) {
  public MuteRequest {
    // A request may leave these out.
    target = requireNonNullElse(target, Optional.empty());
    check = requireNonNullElse(check, Optional.empty());
    subject = List.copyOf(requireNonNullElse(subject, List.of()));
    requireNonNull(duration, "duration is missing");
    requireNonNull(reason, "reason is missing");
  }
}
