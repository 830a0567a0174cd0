package dev.ballast.observe.collect.prepared;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/// All prepared transactions.
public record PreparedRow(
    OptionalLong transactions, OptionalDouble oldest, OptionalLong oldestAge) {}
