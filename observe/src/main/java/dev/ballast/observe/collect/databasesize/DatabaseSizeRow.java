package dev.ballast.observe.collect.databasesize;

import java.util.OptionalLong;

/// The size of one database.
public record DatabaseSizeRow(String database, OptionalLong bytes) {}
