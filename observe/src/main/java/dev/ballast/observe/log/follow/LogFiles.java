package dev.ballast.observe.log.follow;

import static java.util.Objects.requireNonNull;

import dev.ballast.observe.log.record.LogFormat;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// The files of one log: those of a directory, as `log_directory` and `log_filename` make them, or
/// a file with those that it was renamed to.
///
/// @param folder where they are
/// @param name of the file, which the names of its former files begin with; empty for all files of
///     the folder
public record LogFiles(Path folder, Optional<String> name) {
  private static final Set<String> COMPRESSED = Set.of(".gz", ".xz", ".zst", ".bz2", ".lz4");

  public LogFiles {
    requireNonNull(folder, "folder is null");
    requireNonNull(name, "name is null");
  }

  /// All logs of a directory.
  public static LogFiles ofDirectory(Path directory) {
    return new LogFiles(directory, Optional.empty());
  }

  /// One file.
  public static LogFiles ofFile(Path file) {
    Path absolute = file.toAbsolutePath();
    return new LogFiles(
        requireNonNull(absolute.getParent()), Optional.of(absolute.getFileName().toString()));
  }

  /// A file as it was found.
  record Found(Path path, String key, long size, Instant modified) {
    static Found of(Path path) throws IOException {
      BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
      return new Found(
          path, String.valueOf(now.fileKey()), now.size(), now.lastModifiedTime().toInstant());
    }
  }

  /// The files by the time of their last change, the newest last. A directory with logs of several
  /// forms gives those of one: jsonlog before csvlog before the rest, which say less.
  List<Found> list(Optional<LogFormat> format) throws IOException {
    List<Found> found = new ArrayList<>();
    try (DirectoryStream<Path> paths = Files.newDirectoryStream(folder, this::isLog)) {
      for (Path path : paths) {
        try {
          found.add(Found.of(path));
        } catch (NoSuchFileException e) {
          // Removed by a rotation just now.
        }
      }
    }
    LogFormat wanted = format.orElseGet(() -> richest(found));
    return found.stream()
        .filter(f -> name.isPresent() || formatOf(f.path()) == wanted)
        .sorted(Comparator.comparing(Found::modified).thenComparing(Found::path))
        .toList();
  }

  private boolean isLog(Path path) {
    String file = path.getFileName().toString();
    return name.map(file::startsWith).orElse(!file.startsWith("."))
        && COMPRESSED.stream().noneMatch(file.toLowerCase(Locale.ROOT)::endsWith)
        && Files.isRegularFile(path);
  }

  private static LogFormat richest(List<Found> found) {
    for (LogFormat format : List.of(LogFormat.JSONLOG, LogFormat.CSVLOG)) {
      if (found.stream().anyMatch(f -> formatOf(f.path()) == format)) {
        return format;
      }
    }
    return LogFormat.STDERR;
  }

  /// By the name that the server's logging process gives; the rest may be anything.
  static LogFormat formatOf(Path path) {
    String file = path.getFileName().toString();
    for (LogFormat format : List.of(LogFormat.JSONLOG, LogFormat.CSVLOG)) {
      if (file.endsWith(format.ending())) {
        return format;
      }
    }
    return LogFormat.STDERR;
  }
}
