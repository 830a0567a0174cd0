package dev.ballast.secure.workload;

import dev.ballast.secure.catalog.RelationColumn;
import dev.ballast.secure.catalog.Routine;
import dev.ballast.secure.world.MadeRow;
import dev.ballast.secure.world.Tenant;
import dev.ballast.sql.Identifier;
import dev.ballast.sql.Literal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;

/// Calls of every routine that the login role may execute, with what it may know of the victim.
///
/// @param workload of which they are part
record Calls(Workload workload) {
  /// How many combinations of arguments are tried of one routine.
  private static final int MOST_CALLS = 8;

  /// How many values are tried for one argument.
  private static final int MOST_VALUES = 4;

  List<Attempt> attempts() {
    List<Attempt> attempts = new ArrayList<>();
    for (Routine routine : workload.surface().routines()) {
      if (routine.kind() != Routine.Kind.NOT_CALLABLE) {
        arguments(routine).forEach(arguments -> attempts.add(call(routine, arguments)));
      }
    }
    return attempts;
  }

  private Attempt call(Routine routine, List<String> arguments) {
    String call = routine.name() + "(" + String.join(", ", arguments) + ")";
    return new Attempt(
        Way.CALL,
        routine.signature(),
        Optional.empty(),
        workload.own(),
        routine.kind() == Routine.Kind.PROCEDURE ? "CALL " + call : "SELECT * FROM " + call);
  }

  private List<List<String>> arguments(Routine routine) {
    List<List<String>> all = List.of(List.of());
    for (String type : routine.arguments()) {
      List<List<String>> longer = new ArrayList<>();
      for (List<String> begun : all) {
        for (String value : values(type)) {
          List<String> more = new ArrayList<>(begun);
          more.add(value);
          longer.add(more);
        }
      }
      all = longer.subList(0, Math.min(MOST_CALLS, longer.size()));
    }
    return all;
  }

  /// The victim's identifier and the values of its rows of that type, then the attacker's own.
  private List<String> values(String type) {
    SequencedSet<String> values = new LinkedHashSet<>();
    for (Tenant tenant : List.of(Tenant.VICTIM, Tenant.ATTACKER)) {
      values.add(cast(tenant.id(type, workload.tenancy().type()), type));
      for (MadeRow row : workload.rows()) {
        if (row.tenant().equals(Optional.of(tenant))) {
          ofType(row, type).forEach(value -> values.add(cast(value, type)));
        }
      }
    }
    return values.stream().limit(MOST_VALUES).toList();
  }

  private List<String> ofType(MadeRow row, String type) {
    return workload.surface().relation(row.relation()).stream()
        .flatMap(relation -> relation.columns().stream())
        .filter(column -> column.type().equals(type))
        .map(RelationColumn::name)
        .flatMap(column -> value(row.values(), column).stream())
        .toList();
  }

  private static Optional<String> value(Map<Identifier, String> values, Identifier column) {
    return Optional.ofNullable(values.get(column));
  }

  private static String cast(String value, String type) {
    return new Literal(value) + "::" + new Identifier(type);
  }
}
