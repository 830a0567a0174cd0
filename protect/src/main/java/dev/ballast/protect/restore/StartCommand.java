package dev.ballast.protect.restore;

import java.nio.file.Path;
import java.util.Optional;

/// How a restored cluster is started: with which program, as which user.
///
/// @param user whom root starts it as; empty where the one who restored starts it
/// @param log takes what the server reports until its own configuration sends it elsewhere
/// @param port in place of the configured one, where that is in use
/// @param replaysLog whether the first start replays the write-ahead log, which may take long
/// @param archives whether it archives as its source did: while that runs, two clusters would
///     archive into one place, and spoil the archive
public record StartCommand(
    Optional<String> user,
    Path program,
    Path dataDirectory,
    Path log,
    Optional<Integer> port,
    boolean replaysLog,
    boolean archives) {}
