package dev.ballast.observe.collect.log;

/// How many messages of a class were read since the node began.
public record LogRow(String type, long messages) {}
