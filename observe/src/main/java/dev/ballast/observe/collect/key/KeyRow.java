package dev.ballast.observe.collect.key;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/// A column that a sequence fills.
public record KeyRow(
    String schema,
    String relation,
    String columnName,
    String sequenceSchema,
    String sequence,
    OptionalDouble used,
    OptionalLong lastValue) {}
