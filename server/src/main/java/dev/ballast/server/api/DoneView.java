package dev.ballast.server.api;

/// That something was done.
///
/// @param about whom or what it was done to
public record DoneView(String about) {}
