package dev.ballast.protect.faults;

import dev.ballast.evidence.Clock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// The machine's clock, which copies a vault whenever somebody asks for the time and its files are
/// others than at the last copy: each copy is what a process leaves that is killed then.
///
/// Others write meanwhile. What a backup makes last is copied first, so that no copy has a record
/// without its packs. Safe for any number of threads.
final class CopyingClock implements Clock {
  private static final List<String> LAST_MADE_FIRST =
      List.of("state", "vault/locks", "vault/evidence", "vault/backups", "vault/indexes");

  private final Path folder;
  private final Path copies;
  private final List<Path> made = new ArrayList<>();
  private Set<String> before = Set.of();
  private boolean copying;

  /// @param folder of the vault and the state beside it
  /// @param copies takes the copies
  CopyingClock(Path folder, Path copies) {
    this.folder = folder;
    this.copies = copies;
  }

  synchronized void begin() {
    copying = true;
  }

  synchronized void end() {
    look();
    copying = false;
  }

  /// In the order in which they were made.
  synchronized List<Path> copies() {
    return List.copyOf(made);
  }

  private synchronized void look() {
    if (!copying) {
      return;
    }
    Set<String> now = new HashSet<>();
    for (Path file : files(folder)) {
      now.add(folder.relativize(file).toString());
    }
    if (!now.equals(before)) {
      before = now;
      copy(copies.resolve(Integer.toString(made.size())));
    }
  }

  private void copy(Path to) {
    Set<Path> done = new HashSet<>();
    for (String part : LAST_MADE_FIRST) {
      copy(folder.resolve(part), to, done);
      done.add(folder.resolve(part));
    }
    copy(folder, to, done);
    made.add(to);
  }

  /// @param done folders that were copied: what came into them since is of a later moment
  private void copy(Path part, Path to, Set<Path> done) {
    for (Path file : files(part)) {
      if (done.stream().anyMatch(file::startsWith)) {
        continue;
      }
      copyFile(file, to.resolve(folder.relativize(file).toString()));
    }
  }

  private static void copyFile(Path file, Path copy) {
    try {
      if (Files.isDirectory(file)) {
        Files.createDirectories(copy);
      } else {
        Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
      }
    } catch (NoSuchFileException removed) {
      // The killed process had removed it.
      return;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A folder and all in it. Files may go away meanwhile, so none of them is looked at.
  private static List<Path> files(Path part) {
    List<Path> found = new ArrayList<>(List.of(part));
    if (Files.isDirectory(part)) {
      try (Stream<Path> entries = Files.list(part)) {
        entries.forEach(entry -> found.addAll(files(entry)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return found;
  }

  @Override
  public Instant now() {
    look();
    return Clock.system().now();
  }

  @Override
  public long nanoTime() {
    look();
    return Clock.system().nanoTime();
  }

  @Override
  public void pause(Duration duration) {
    look();
    Clock.system().pause(duration);
  }
}
