package dev.ballast.observe.collect.lock;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/// Sessions of one database that wait for locks of one mode and type.
public record LockRow(
    String database, String mode, String locktype, OptionalLong waiting, OptionalDouble longest) {}
