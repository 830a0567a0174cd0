package dev.ballast.store.usual;

import static java.util.Objects.requireNonNull;

import dev.ballast.store.sample.Labels;
import java.time.Instant;
import java.util.Optional;

/// What was learned of one series of a target.
///
/// @param figure its name, such as `commits`
/// @param subject whose figure it is
/// @param latest the latest sample that was learned
/// @param state as the detector packs it
/// @param departure that is not over, as JSON
public record KeptUsual(
    String figure, Labels subject, Instant latest, String state, Optional<String> departure) {
  public KeptUsual {
    requireNonNull(figure, "figure is null");
    requireNonNull(subject, "subject is null");
    requireNonNull(latest, "latest is null");
    requireNonNull(state, "state is null");
    requireNonNull(departure, "departure is null");
  }
}
