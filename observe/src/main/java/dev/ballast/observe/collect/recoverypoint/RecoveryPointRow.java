package dev.ballast.observe.collect.recoverypoint;

/// What would be lost if a server were lost.
///
/// @param ageSeconds the worst since the row before
/// @param bytes of log that are not in all vaults, the most since the row before
/// @param durable the position that all vaults have, in bytes
/// @param synchronous whether commits wait for it
public record RecoveryPointRow(double ageSeconds, long bytes, long durable, boolean synchronous) {}
