package dev.ballast.observe.collect.sequence;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/// One sequence.
public record SequenceRow(
    String schemaname, String sequencename, OptionalDouble used, OptionalLong lastValue) {}
