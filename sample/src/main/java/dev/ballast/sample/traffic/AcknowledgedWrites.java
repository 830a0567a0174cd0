package dev.ballast.sample.traffic;

/// The server acknowledged the commit of every entry from 1 to `seq` of this writer.
///
/// @param run which [Traffic] it was; each takes a new number from the shop
public record AcknowledgedWrites(long run, int writer, long seq) {}
