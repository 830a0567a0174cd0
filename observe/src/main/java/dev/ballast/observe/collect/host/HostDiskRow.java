package dev.ballast.observe.collect.host;

import java.util.OptionalLong;

/// The file system of one place.
///
/// @param device its number; unknown on a machine that has none
public record HostDiskRow(
    String place, OptionalLong size, OptionalLong free, OptionalLong device) {}
