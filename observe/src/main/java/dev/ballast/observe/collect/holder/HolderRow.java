package dev.ballast.observe.collect.holder;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/// Something that keeps vacuum from removing rows.
///
/// @param kind `session`, `slot`, `standby` or `prepared transaction`
/// @param name the pid, the slot's or standby's name, or the identifier of the transaction
/// @param database empty where it concerns all of them
/// @param owner the role whose it is; empty where it has none
/// @param age transactions since the oldest one it holds
/// @param seconds how long it has held that, where that is known
public record HolderRow(
    String kind,
    String name,
    String database,
    String owner,
    OptionalLong age,
    OptionalDouble seconds) {}
