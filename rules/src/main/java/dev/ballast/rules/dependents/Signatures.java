package dev.ballast.rules.dependents;

import dev.ballast.sql.tree.RoutineParameter;
import dev.ballast.sql.tree.RoutineParameter.Mode;
import dev.ballast.sql.tree.RoutineStatement.CreateFunction;
import dev.ballast.sql.tree.TypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What distinguishes routines and what their callers rely on.
public final class Signatures {
  /// The SQLSTATE with which PostgreSQL refuses another result or other names of parameters.
  public static final String REFUSED = "42P13";

  private Signatures() {}

  /// The types that tell overloads apart, OUT parameters left out.
  public static List<String> argumentTypes(CreateFunction routine) {
    return arguments(routine).stream().map(each -> each.type().canonical()).toList();
  }

  private static List<RoutineParameter> arguments(CreateFunction routine) {
    return routine.parameters().stream()
        .filter(each -> each.mode() != Mode.OUT && each.mode() != Mode.TABLE)
        .toList();
  }

  /// What is different beside the body, a clause each; those that PostgreSQL refuses say so.
  public static List<String> changes(CreateFunction before, CreateFunction after) {
    List<String> changes = new ArrayList<>();
    if (!returned(before).equals(returned(after))) {
      changes.add(
          "its result from %s to %s, which PostgreSQL refuses (SQLSTATE %s)"
              .formatted(returned(before), returned(after), REFUSED));
    }
    List<Optional<String>> oldNames =
        arguments(before).stream().map(RoutineParameter::name).toList();
    List<Optional<String>> newNames =
        arguments(after).stream().map(RoutineParameter::name).toList();
    for (int i = 0; i < Math.min(oldNames.size(), newNames.size()); i++) {
      Optional<String> old = oldNames.get(i);
      if (old.isPresent() && !old.equals(newNames.get(i))) {
        changes.add(
            "the parameter %s to %s, which PostgreSQL refuses (SQLSTATE %s)"
                .formatted(old.get(), newNames.get(i).orElse("one without a name"), REFUSED));
      }
    }
    if (before.attributes().volatility() != after.attributes().volatility()) {
      changes.add(
          "from %s to %s"
              .formatted(
                  word(before.attributes().volatility()), word(after.attributes().volatility())));
    }
    if (before.attributes().securityDefiner() != after.attributes().securityDefiner()) {
      changes.add(
          after.attributes().securityDefiner()
              ? "from the caller's privileges to the owner's (SECURITY DEFINER)"
              : "from the owner's privileges (SECURITY DEFINER) to the caller's");
    }
    return changes;
  }

  private static String word(Enum<?> constant) {
    return constant.name().toUpperCase(Locale.ROOT);
  }

  private static String returned(CreateFunction routine) {
    return routine.returns().map(TypeName::canonical).orElse("nothing");
  }
}
