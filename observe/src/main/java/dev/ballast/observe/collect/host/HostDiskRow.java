package dev.ballast.observe.collect.host;

import java.util.OptionalLong;

/// The file system of one place.
public record HostDiskRow(String place, OptionalLong size, OptionalLong free) {}
