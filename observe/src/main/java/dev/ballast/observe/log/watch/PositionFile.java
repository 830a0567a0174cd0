package dev.ballast.observe.log.watch;

import dev.ballast.evidence.json.Json;
import dev.ballast.observe.log.follow.LogPosition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/// Where reading of a target's log is resumed, in the node's folder. For one thread.
final class PositionFile {
  private final Path file;

  PositionFile(Path file) {
    this.file = file;
  }

  /// Empty where there is none yet, and where it is no position: then only what is new is read.
  Optional<LogPosition> read() throws IOException {
    try {
      return Optional.of(Json.read(Files.readAllBytes(file), LogPosition.class));
    } catch (NoSuchFileException | JacksonException e) {
      return Optional.empty();
    }
  }

  void write(LogPosition position) throws IOException {
    Path next = file.resolveSibling(file.getFileName() + ".next");
    Files.createDirectories(file.getParent());
    Files.write(next, Json.write(position));
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
