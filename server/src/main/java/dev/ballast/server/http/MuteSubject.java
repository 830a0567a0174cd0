package dev.ballast.server.http;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Nearest;
import dev.ballast.observe.catalogue.AllChecks;
import dev.ballast.observe.check.Check;
import dev.ballast.observe.watch.Board;
import dev.ballast.observe.watch.TargetState;
import dev.ballast.server.ServerError;
import dev.ballast.store.alert.Alert;
import dev.ballast.store.delivery.Mute;
import dev.ballast.store.sample.Label;
import dev.ballast.store.sample.Labels;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The labels by which a mute says what it is about.
record MuteSubject(Labels labels) {
  MuteSubject {
    requireNonNull(labels, "labels is null");
  }

  /// Throws `request-invalid` where no alert of the check can have such labels.
  ///
  /// @param check any where it is empty
  static MuteSubject of(List<Label> labels, Optional<String> check) {
    if (labels.stream().map(Label::name).distinct().count() < labels.size()) {
      throw Fault.of(ServerError.REQUEST_INVALID, "the subject names a label twice");
    }
    Set<String> known =
        AllChecks.list().stream()
            .filter(each -> check.map(each.name()::equals).orElse(true))
            .map(Check::labels)
            .flatMap(Set::stream)
            .collect(Collectors.toCollection(TreeSet::new));
    for (Label label : labels) {
      if (!known.contains(label.name())) {
        throw Fault.of(
                ServerError.REQUEST_INVALID,
                check
                    .map(name -> "alerts of " + name + " have no label of that name")
                    .orElse("no alert has a label of that name"))
            .hint(hint(label.name(), known));
      }
    }
    return new MuteSubject(new Labels(labels));
  }

  private static String hint(String name, Set<String> known) {
    return Nearest.to(name, known).map(near -> "Did you mean \"" + near + "\"? ").orElse("")
        + (known.isEmpty()
            ? "They are about the target as a whole."
            : "There is " + String.join(", ", known) + ".");
  }

  /// Why the mute may be about nothing: no alert is or was like that, and nothing that is watched
  /// has such a label.
  ///
  /// @param alerts that are open, or were until lately
  Optional<String> unknown(Mute mute, List<Alert> alerts, Board board) {
    if (alerts.stream()
        .anyMatch(alert -> mute.isAbout(alert.target(), alert.check(), alert.subject()))) {
      return Optional.empty();
    }
    return labels.all().stream()
        .map(label -> unknown(label, values(label.name(), mute.target(), board)))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<String> unknown(Label label, Set<String> values) {
    return values.contains(label.value())
        ? Optional.empty()
        : Optional.of(
            "nothing with %s=%s is known now%s"
                .formatted(
                    label.name(),
                    label.value(),
                    Nearest.to(label.value(), values)
                        .map(near -> ", and " + label.name() + "=" + near + " is")
                        .orElse("")));
  }

  private static Set<String> values(String label, Optional<String> target, Board board) {
    return board.targets().stream()
        .filter(state -> target.map(state.target()::equals).orElse(true))
        .map(TargetState::families)
        .flatMap(List::stream)
        .flatMap(family -> family.latest().stream())
        .flatMap(reading -> reading.entities().stream())
        .flatMap(figures -> figures.labels().value(label).stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
