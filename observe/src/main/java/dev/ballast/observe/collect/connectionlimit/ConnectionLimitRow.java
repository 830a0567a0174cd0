package dev.ballast.observe.collect.connectionlimit;

import java.util.OptionalLong;

/// What has a limit of connections.
public record ConnectionLimitRow(String kind, String name, OptionalLong used, OptionalLong most) {}
