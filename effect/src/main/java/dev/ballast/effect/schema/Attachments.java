package dev.ballast.effect.schema;

import dev.ballast.effect.schema.KnownReader.Kind;
import dev.ballast.sql.tree.QualifiedName;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/// The triggers, policies, rules and publications of a schema's tables. For one thread.
final class Attachments {
  private final List<KnownTrigger> triggers;
  private final List<KnownReader> readers;

  Attachments() {
    triggers = new ArrayList<>();
    readers = new ArrayList<>();
  }

  Attachments(Attachments from) {
    triggers = new ArrayList<>(from.triggers);
    readers = new ArrayList<>(from.readers);
  }

  List<KnownTrigger> calling(QualifiedName function) {
    QualifiedName key = KnownSchema.key(function);
    return triggers.stream()
        .filter(trigger -> KnownSchema.key(trigger.function()).equals(key))
        .toList();
  }

  List<KnownReader> readers() {
    return List.copyOf(readers);
  }

  void put(KnownTrigger trigger) {
    dropTrigger(trigger.table(), trigger.name());
    triggers.add(trigger);
  }

  void dropTrigger(QualifiedName table, String name) {
    QualifiedName key = KnownSchema.key(table);
    triggers.removeIf(
        each -> each.name().equals(name) && KnownSchema.key(each.table()).equals(key));
    drop(Set.of(Kind.TRIGGER), name, each -> each.isOn(table));
  }

  void replaceTriggers(UnaryOperator<KnownTrigger> change) {
    triggers.replaceAll(change);
  }

  /// Takes the place of one of the same kind, name and table.
  void put(KnownReader reader) {
    drop(Set.of(reader.kind()), reader.name(), each -> each.isOn(reader.table()));
    readers.add(reader);
  }

  void drop(Set<Kind> kinds, String name, Predicate<KnownReader> which) {
    readers.removeIf(
        each -> kinds.contains(each.kind()) && each.name().equals(name) && which.test(each));
  }

  void replace(UnaryOperator<KnownReader> change) {
    readers.replaceAll(change);
  }

  void dropRelation(QualifiedName key) {
    triggers.removeIf(trigger -> KnownSchema.key(trigger.table()).equals(key));
    readers.removeIf(reader -> reader.isOn(key));
  }

  void renameRelation(QualifiedName from, QualifiedName to) {
    triggers.replaceAll(
        each ->
            KnownSchema.key(each.table()).equals(KnownSchema.key(from))
                ? each.withTable(to)
                : each);
    readers.replaceAll(each -> each.withRelation(from, to));
  }
}
