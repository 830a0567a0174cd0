package dev.ballast.migrations.file;

import dev.ballast.migrations.SourceRequest;
import java.nio.file.Path;

/// A file that was found and not yet read.
///
/// @param name as a reader would name it
/// @param relative below the requested folder, with `/` between names
/// @param path absolute
/// @param asked whether it was named itself, so that nothing follows from what is not beside
///     it
public record FoundFile(String name, String relative, Path path, boolean asked) {
  public boolean isStandardInput() {
    return name.equals(SourceRequest.STANDARD_INPUT);
  }
}
