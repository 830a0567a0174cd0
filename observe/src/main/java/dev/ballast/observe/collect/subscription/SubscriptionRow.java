package dev.ballast.observe.collect.subscription;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// One subscription.
public record SubscriptionRow(
    String subscription,
    String database,
    Optional<Instant> statsReset,
    OptionalLong enabled,
    OptionalLong workers,
    OptionalDouble received,
    OptionalDouble reported,
    OptionalDouble messageAge,
    OptionalLong applyErrors,
    OptionalLong syncErrors,
    OptionalLong conflicts) {}
