package dev.ballast.observe.catalogue;

import dev.ballast.observe.check.Check;
import dev.ballast.observe.check.Look;
import dev.ballast.observe.check.Symptom;
import dev.ballast.store.alert.Remedy;
import java.util.List;
import java.util.stream.Stream;

/// The remedies that checks give in their cases, for who can judge them: a room above.
public final class RemediesOfCases {
  private RemediesOfCases() {}

  /// A command, and the check that gives it.
  public record Given(String check, String command) {}

  /// All of them, each once.
  public static List<Given> list() {
    return ContentCases.list().stream().flatMap(RemediesOfCases::of).distinct().toList();
  }

  private static Stream<Given> of(Case each) {
    Check check =
        ContentChecks.list().stream()
            .filter(c -> c.name().equals(each.check()))
            .findFirst()
            .orElseThrow();
    return switch (check.look(each.sick().observed())) {
      case Look.Undecided ignored -> Stream.empty();
      case Look.Learning ignored -> Stream.empty();
      case Look.Partly(List<Symptom> symptoms, String ignored) -> of(each, symptoms);
      case Look.Found(List<Symptom> symptoms) -> of(each, symptoms);
    };
  }

  private static Stream<Given> of(Case each, List<Symptom> symptoms) {
    return symptoms.stream()
        .flatMap(symptom -> symptom.condition().remedies().stream())
        .map(Remedy::command)
        .map(command -> new Given(each.check(), command));
  }
}
