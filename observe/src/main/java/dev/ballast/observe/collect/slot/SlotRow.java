package dev.ballast.observe.collect.slot;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/// One replication slot.
public record SlotRow(
    String slotName,
    String slotType,
    String database,
    OptionalLong active,
    OptionalDouble retained,
    OptionalDouble safeWalSize,
    OptionalLong lost,
    OptionalLong walStatus,
    OptionalLong xminAge,
    OptionalLong catalogXminAge) {}
