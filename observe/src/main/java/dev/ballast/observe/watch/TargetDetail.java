package dev.ballast.observe.watch;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Fault;
import dev.ballast.observe.key.KeyFacts;
import dev.ballast.observe.locks.LockTree;
import dev.ballast.observe.study.StatementStudy;
import dev.ballast.observe.text.StatementId;
import dev.ballast.observe.text.StatementText;
import dev.ballast.store.sample.Figures;
import dev.ballast.store.sample.Labels;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is known of one target at present beside figures.
///
/// @param missing what could not be read
/// @param texts of the statements that were read last, as far as they are known
/// @param locks who waited for whom when that was read last; empty where nobody waited
/// @param studies of the statements that cost most
/// @param keys what widens the columns that have few values left, by the labels of their figures
public record TargetDetail(
    List<Missing> missing,
    Map<StatementId, StatementText> texts,
    Optional<LockTree> locks,
    Map<StatementId, StatementStudy> studies,
    Map<Labels, KeyFacts> keys) {
  static final TargetDetail NONE = new TargetDetail(List.of(), Map.of(), Optional.empty());

  public TargetDetail {
    missing = List.copyOf(missing);
    texts = Map.copyOf(texts);
    requireNonNull(locks, "locks is null");
    studies = Map.copyOf(studies);
    keys = Map.copyOf(keys);
  }

  /// Where no key has few values left.
  public TargetDetail(
      List<Missing> missing,
      Map<StatementId, StatementText> texts,
      Optional<LockTree> locks,
      Map<StatementId, StatementStudy> studies) {
    this(missing, texts, locks, studies, Map.of());
  }

  /// Where no statement was studied.
  public TargetDetail(
      List<Missing> missing, Map<StatementId, StatementText> texts, Optional<LockTree> locks) {
    this(missing, texts, locks, Map.of());
  }

  /// Something that could not be read.
  ///
  /// @param what such as the name of an inventory
  public record Missing(String what, Fault why) {}

  /// The text of the statement that the figures are of.
  public Optional<StatementText> text(Figures figures) {
    return StatementTexts.id(figures).map(texts::get);
  }

  /// What was found out of the statement that the figures are of.
  public Optional<StatementStudy> study(Figures figures) {
    return StatementTexts.id(figures).map(studies::get);
  }

  /// What is known of a column that a sequence fills.
  public Optional<KeyFacts> key(Labels labels) {
    return Optional.ofNullable(keys.get(labels));
  }

  TargetDetail with(String what, Optional<Fault> why) {
    List<Missing> others = new ArrayList<>(missing);
    others.removeIf(m -> m.what().equals(what));
    why.ifPresent(fault -> others.add(new Missing(what, fault)));
    return new TargetDetail(others, texts, locks, studies, keys);
  }

  TargetDetail with(Map<StatementId, StatementText> others) {
    return new TargetDetail(missing, others, locks, studies, keys);
  }

  TargetDetail with(Optional<LockTree> other) {
    return new TargetDetail(missing, texts, other, studies, keys);
  }

  TargetDetail studied(Map<StatementId, StatementStudy> others) {
    return new TargetDetail(missing, texts, locks, others, keys);
  }

  TargetDetail keyed(Map<Labels, KeyFacts> others) {
    return new TargetDetail(missing, texts, locks, studies, others);
  }
}
