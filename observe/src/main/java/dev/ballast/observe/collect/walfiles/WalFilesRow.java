package dev.ballast.observe.collect.walfiles;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/// The directory of WAL.
public record WalFilesRow(
    OptionalLong files, OptionalDouble bytes, OptionalDouble softLimit, OptionalLong waiting) {}
