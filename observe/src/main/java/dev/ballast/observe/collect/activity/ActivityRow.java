package dev.ballast.observe.collect.activity;

/// Backends of one state that wait for one class of events.
///
/// @param state of a client backend, or the type of another backend
/// @param waits the class of events, empty for those that run on a processor
/// @param longest seconds since the statement of the one that runs longest began, or since the
///     transaction of the one that is idle longest in one
public record ActivityRow(
    String database, String state, String waits, long backends, double longest) {}
