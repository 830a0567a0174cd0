package dev.ballast.observe.watch;

/// Where what is found goes.
///
/// @param board the latest
/// @param sink all of it
record Findings(Board board, ReadingSink sink) {}
