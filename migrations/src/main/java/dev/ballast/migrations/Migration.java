package dev.ballast.migrations;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/// One step of a schema's history.
///
/// @param version as the tool writes it, empty for a repeatable one
/// @param title what the file's name or header says it does
/// @param down how it is taken back, where the tool keeps that beside it
/// @param judged false for history: it defines the schema, but nobody asked about it
/// @param added whether it is new as a whole, so that it has run nowhere but with the others that
///     are; known only where a range of git's history says what is judged
/// @param listings the lines without which the tool would not run it: of a plan, a journal, an
///     include
/// @param withoutDown what it means that there is no `down`; of no meaning where there is one
public record Migration(
    Kind kind,
    String version,
    String title,
    MigrationScript up,
    Optional<MigrationScript> down,
    boolean judged,
    boolean added,
    List<Listing> listings,
    WithoutDown withoutDown) {
  /// A line of a file that names what runs.
  ///
  /// @param file as a reader would name it
  /// @param line from 1; 0 where the migration holds all of the file
  public record Listing(String file, int line) {}

  /// Why nothing beside a migration says how it is taken back.
  public sealed interface WithoutDown {
    /// It is missing.
    ///
    /// @param line of what has no way back, from 1; 0 where the migration holds all of the file
    record Missing(int line) implements WithoutDown {}

    /// The tool finds the way back by itself, or there is nothing to take back.
    record NotNeeded() implements WithoutDown {}
  }

  /// One that runs because it is there.
  public Migration(
      Kind kind,
      String version,
      String title,
      MigrationScript up,
      Optional<MigrationScript> down,
      boolean judged) {
    this(kind, version, title, up, down, judged, false, List.of(), new WithoutDown.Missing(0));
  }

  /// How often, and when, the tool runs it.
  public enum Kind {
    VERSIONED,
    REPEATABLE,
    BASELINE,
    CALLBACK
  }

  public Migration {
    requireNonNull(kind, "kind is null");
    requireNonNull(version, "version is null");
    requireNonNull(title, "title is null");
    requireNonNull(up, "up is null");
    requireNonNull(down, "down is null");
    listings = List.copyOf(listings);
    requireNonNull(withoutDown, "withoutDown is null");
  }

  /// The same migration, judged or taken as history.
  public Migration withJudged(boolean value) {
    return new Migration(kind, version, title, up, down, value, added, listings, withoutDown);
  }

  /// The same migration, judged and new as a whole.
  public Migration withAdded() {
    return new Migration(kind, version, title, up, down, true, true, listings, withoutDown);
  }

  /// The same migration, which runs because these lines name it.
  public Migration withListings(List<Listing> values) {
    return new Migration(kind, version, title, up, down, judged, added, values, withoutDown);
  }

  /// The same migration, of which it is known why it has no `down`.
  public Migration withoutDown(WithoutDown why) {
    return new Migration(kind, version, title, up, down, judged, added, listings, why);
  }
}
