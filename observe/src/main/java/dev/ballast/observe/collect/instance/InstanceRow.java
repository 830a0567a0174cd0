package dev.ballast.observe.collect.instance;

import java.time.Instant;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// The server as a whole.
///
/// @param startedAt when the postmaster started
/// @param clock what the server's clock showed when it was read
/// @param inRecovery whether it is a standby
/// @param walPosition bytes of WAL written, on a standby received, since the cluster was made;
///     empty where nothing was received
/// @param connections client backends
/// @param maxConnections `max_connections` without those reserved for superusers
/// @param transactionAge age of the oldest running transaction in seconds
/// @param xminAge transactions since the oldest one whose snapshot something holds
/// @param replayDelay seconds since the last replayed commit, on a standby
/// @param workers processes of autovacuum that run
/// @param maxWorkers `autovacuum_max_workers`
/// @param freezeAge `autovacuum_freeze_max_age`
public record InstanceRow(
    Instant startedAt,
    Instant clock,
    boolean inRecovery,
    OptionalDouble walPosition,
    long connections,
    long maxConnections,
    OptionalDouble transactionAge,
    OptionalLong xminAge,
    OptionalDouble replayDelay,
    long workers,
    long maxWorkers,
    long freezeAge) {}
