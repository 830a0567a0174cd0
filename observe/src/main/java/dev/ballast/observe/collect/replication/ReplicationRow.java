package dev.ballast.observe.collect.replication;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/// Receivers of WAL that have one name, address and state.
public record ReplicationRow(
    String applicationName,
    String clientAddr,
    String state,
    String syncState,
    OptionalLong receivers,
    OptionalDouble sentLag,
    OptionalDouble flushLagBytes,
    OptionalDouble replayLagBytes,
    OptionalDouble flushLag,
    OptionalDouble replayLag) {}
