package dev.ballast.change.undo;

import java.util.List;
import java.util.Optional;

/// How the undo of a statement differs from what the catalogs suggest.
///
/// @param concurrently whether indexes are made and dropped without blocking writers
/// @param further statements after the others
/// @param remarks for the result
/// @param unread why the undo is undecided where nothing that is read differs
record Variant(
    boolean concurrently,
    List<Conversion> conversions,
    List<String> further,
    List<String> remarks,
    Optional<String> unread) {
  static final Variant NONE = new Variant(false, List.of(), List.of(), List.of(), Optional.empty());

  static final Variant CONCURRENTLY =
      new Variant(true, List.of(), List.of(), List.of(), Optional.empty());

  Variant {
    conversions = List.copyOf(conversions);
    further = List.copyOf(further);
    remarks = List.copyOf(remarks);
  }

  /// One that must find an object missing afterwards.
  static Variant ofDrop(String what, boolean concurrently) {
    return new Variant(
        concurrently,
        List.of(),
        List.of(),
        List.of(),
        Optional.of(what + ": how it was defined is not read"));
  }

  /// One that changes something, perhaps what is not read.
  static Variant ofUnread(String reason) {
    return new Variant(false, List.of(), List.of(), List.of(), Optional.of(reason));
  }

  static Variant and(List<String> further, List<String> remarks) {
    return new Variant(false, List.of(), further, remarks, Optional.empty());
  }

  static Variant converting(List<Conversion> conversions, List<String> remarks) {
    return new Variant(false, conversions, List.of(), remarks, Optional.empty());
  }
}
