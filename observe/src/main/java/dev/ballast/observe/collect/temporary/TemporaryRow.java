package dev.ballast.observe.collect.temporary;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/// A tablespace.
public record TemporaryRow(String tablespace, OptionalLong files, OptionalDouble bytes) {}
