package dev.ballast.vault;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Which objects of removed deposits go.
///
/// @param small records and indexes
/// @param removed packs of which no backup needs anything
/// @param rewritten packs of which little is needed: that is written again, and they go
/// @param deferred why nothing can go now, where that is so
/// @param findings what kept packs that look as if they could go
public record ReclaimPlan(
    List<Item> small,
    List<Item> removed,
    List<Item> rewritten,
    Optional<String> deferred,
    List<ObjectFinding> findings) {

  /// An object that goes.
  ///
  /// @param length bytes of the whole object
  /// @param needed bytes of it that backups need and that are written again
  public record Item(String name, long length, long needed) {}

  public ReclaimPlan {
    small = List.copyOf(small);
    removed = List.copyOf(removed);
    rewritten = List.copyOf(rewritten);
    findings = List.copyOf(findings);
  }

  static ReclaimPlan deferred(String why) {
    return new ReclaimPlan(List.of(), List.of(), List.of(), Optional.of(why), List.of());
  }

  boolean isEmpty() {
    return removed.isEmpty() && rewritten.isEmpty();
  }

  private Stream<Item> packs() {
    return Stream.concat(removed.stream(), rewritten.stream());
  }

  List<String> names() {
    return packs().map(Item::name).toList();
  }

  long lengths() {
    return packs().mapToLong(Item::length).sum();
  }

  /// All that goes, by name.
  public List<Item> items() {
    return Stream.concat(small.stream(), packs()).sorted(Comparator.comparing(Item::name)).toList();
  }

  /// What is freed: what goes, without what is written again.
  public long freedBytes() {
    return items().stream().mapToLong(pack -> pack.length() - pack.needed()).sum();
  }

  /// The part of it that was done.
  ReclaimPlan only(Set<String> names) {
    return new ReclaimPlan(
        small,
        removed.stream().filter(pack -> names.contains(pack.name())).toList(),
        rewritten.stream().filter(pack -> names.contains(pack.name())).toList(),
        deferred,
        findings);
  }

  ReclaimPlan with(List<ObjectFinding> more) {
    List<ObjectFinding> all = new ArrayList<>(findings);
    all.addAll(more);
    return new ReclaimPlan(small, removed, rewritten, deferred, all);
  }

  ReclaimPlan withSmall(List<Item> records) {
    return new ReclaimPlan(records, removed, rewritten, deferred, findings);
  }
}
