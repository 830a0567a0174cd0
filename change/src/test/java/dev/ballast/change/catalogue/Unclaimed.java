package dev.ballast.change.catalogue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// What servers refuse and no rule claims, with the reason.
///
/// @param subjects the neighbours, by subject and twist
/// @param sqlStates the errors; none for any
record Unclaimed(String reason, Pattern subjects, Set<String> sqlStates) {
  /// A relation, a column, a type or an object that is not there.
  private static final Set<String> UNDEFINED = Set.of("42P01", "42703", "42704");

  private static final List<Unclaimed> ALL =
      List.of(
          of(
              "whether an expression or a foreign key fits the new type is for the server",
              "column/.*/alter-type.*",
              "42883",
              "42804",
              "22023"),
          of(
              "the columns behind the alias of a join are not followed",
              "column/view-join-(alias|star)/.*"),
          of("a field of a whole row is not taken for a column", "column/view-whole-row-field/.*"),
          of("GROUP BY a key that needs the key", "column/view-group-by-key/drop-key.*"),
          of(
              "a default, a call or a cast keeps the name that it was written with",
              "(column/sequence|function|sequence|type|view)/.* (RENAMED|MOVED|SWAPPED_AND_THE_OLD_ONE).*"),
          of("an owned sequence moves with its table only", "sequence/owned/.* MOVED.*", "0A000"),
          of(
              "the expressions of domains, indexes and statistics are not kept",
              "function/(domain|index|index-where|statistics)/.*"),
          of(
              "the columns of composite types and of CREATE TABLE AS are not kept",
              "type/(composite|table-as)/.*"));

  private static Unclaimed of(String reason, String subjects, String... sqlStates) {
    return new Unclaimed(reason, Pattern.compile(subjects), Set.of(sqlStates));
  }

  static Optional<String> reason(Neighbour neighbour, RefusalServer.Refused error) {
    String subject = neighbour.subject() + " " + neighbour.twist();
    return ALL.stream()
        .filter(each -> each.subjects().matcher(subject).matches())
        .filter(each -> each.sqlStates().isEmpty() || each.sqlStates().contains(error.sqlState()))
        .map(Unclaimed::reason)
        .findFirst();
  }

  static boolean namesNothing(RefusalServer.Refused error) {
    boolean routine =
        error.sqlState().equals("42883") && error.message().matches("(procedure|function) .*");
    return routine || UNDEFINED.contains(error.sqlState());
  }
}
