package dev.ballast.change.source;

import java.nio.file.Path;

/// A file that was found and not yet read.
///
/// @param name as a reader would name it
/// @param relative below the folder that was asked for, with `/` between names
/// @param path absolute
/// @param asked whether it was asked for by itself, so that nothing follows from what is not beside
///     it
record FoundFile(String name, String relative, Path path, boolean asked) {}
