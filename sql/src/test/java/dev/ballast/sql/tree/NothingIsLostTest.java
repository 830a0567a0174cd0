package dev.ballast.sql.tree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.sql.grammar.Grammar;
import dev.ballast.sql.grammar.Parsed;
import dev.ballast.sql.tree.Expression.FunctionCall;
import dev.ballast.sql.tree.ParsedStatement.Understood;
import dev.ballast.sql.tree.Statement.OtherStatement;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Compares the tree with the grammar's own result: what is in the one must be in the other.
class NothingIsLostTest {

  static List<String> statements() {
    return Stream.concat(EveryStatement.texts().stream(), EveryStatement.ofTheManual().stream())
        .toList();
  }

  @ParameterizedTest
  @MethodSource("statements")
  void everyCallOfTheGrammarIsACallOfTheTree(String sql) {
    List<String> expected = new ArrayList<>();
    for (RawNode raw : raws(sql)) {
      if (raw.is("FuncCall") || (raw.kind().isEmpty() && raw.has("funcformat"))) {
        expected.add(Names.qualified(raw.list("funcname")).toString());
      }
    }

    assertThat(Walk.of(tree(sql)).calls())
        .extracting(call -> call.name().toString())
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  @ParameterizedTest
  @MethodSource("statements")
  void everyRelationOfTheGrammarIsARelationOfTheTree(String sql) {
    List<RawNode> raws = raws(sql);
    Set<String> introduced =
        raws.stream()
            .filter(raw -> raw.is("CommonTableExpr"))
            .map(raw -> raw.text("ctename"))
            .collect(Collectors.toSet());
    Set<String> expected = new TreeSet<>();
    for (RawNode raw : raws) {
      if (raw.has("relname") && !isOfAType(sql)) {
        expected.add(shown(sql, Names.ofRange(raw)));
      }
      raw.list("lockedRels").forEach(alias -> introduced.add(alias.text("relname")));
      raw.list("table_list").forEach(remote -> introduced.add(remote.text("relname")));
    }
    expected.removeAll(introduced);

    assertThat(Walk.of(tree(sql)).relations())
        .extracting(name -> shown(sql, name))
        .containsAll(expected);
  }

  /// What `CREATE SCHEMA` makes is in the schema, whose name the grammar leaves out.
  private static String shown(String sql, QualifiedName name) {
    return sql.startsWith("CREATE SCHEMA") ? name.name() : name.toString();
  }

  /// The grammar keeps the name of a composite type as that of a relation.
  private static boolean isOfAType(String sql) {
    return sql.startsWith("ALTER TYPE") || sql.startsWith("CREATE TYPE");
  }

  @ParameterizedTest
  @MethodSource("statements")
  void everyPositionLiesWithinTheText(String sql) {
    for (Node node : Walk.of(tree(sql)).nodes()) {
      if (node instanceof Located located) {
        assertThat(located.offset())
            .as(node::toString)
            .isBetween(-1, sql.getBytes(StandardCharsets.UTF_8).length - 1);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("statements")
  void everyCallStandsWhereItSaysItDoes(String sql) {
    for (FunctionCall call : Walk.of(tree(sql)).calls()) {
      boolean written = call.name().schema().filter("pg_catalog"::equals).isEmpty();
      if (written && call.offset() >= 0) {
        assertThat(Reading.textAt(sql, call.offset(), rest(sql, call)).replaceAll("[ \"]", ""))
            .startsWith(call.name().toString().replaceAll("[ \"]", ""));
      }
    }
  }

  private static int rest(String sql, FunctionCall call) {
    return sql.getBytes(StandardCharsets.UTF_8).length - call.offset();
  }

  /// A record's parts are all of its components that are nodes, however deep in lists and options,
  /// and in records that are no nodes themselves.
  @ParameterizedTest
  @MethodSource("statements")
  void everyNodeWithinARecordIsOneOfItsParts(String sql) {
    for (Node node : Walk.of(tree(sql)).nodes()) {
      Set<Node> held = new HashSet<>();
      gather((Record) node, held);

      assertThat(node.parts()).as(node::toString).containsAll(held);
    }
  }

  private static void gather(Record record, Set<Node> held) {
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      gatherValue(value(record, component), held);
    }
  }

  private static void gatherValue(Object value, Set<Node> held) {
    switch (value) {
      case Node node -> held.add(node);
      case Optional<?> perhaps -> perhaps.ifPresent(inner -> gatherValue(inner, held));
      case Collection<?> several -> several.forEach(each -> gatherValue(each, held));
      case Record record -> gather(record, held);
      case Object other -> {}
    }
  }

  private static Object value(Record record, RecordComponent component) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("a component cannot be read", e);
    }
  }

  @Test
  void everyRecordOfAStatementIsMadeByOneOfTheStatements() {
    Set<Class<?>> made =
        EveryStatement.texts().stream()
            .flatMap(sql -> Walk.of(tree(sql)).nodes().stream())
            .map(Object::getClass)
            .collect(Collectors.toSet());
    List<Class<?>> records = leaves(Node.class).toList();

    assertThat(records).hasSizeGreaterThan(120);
    assertThat(made).containsAll(records.stream().filter(each -> !serverOnly(each)).toList());
  }

  /// An action that no statement can ask for.
  private static boolean serverOnly(Class<?> record) {
    return record == AlterAction.OtherAction.class;
  }

  private static Stream<Class<?>> leaves(Class<?> type) {
    return type.isSealed()
        ? Stream.of(type.getPermittedSubclasses()).flatMap(NothingIsLostTest::leaves)
        : Stream.of(type);
  }

  @Test
  void onlyStatementsWithoutARecordAreUnknown() {
    List<String> unknown =
        EveryStatement.texts().stream().filter(sql -> tree(sql) instanceof OtherStatement).toList();

    assertThat(unknown.getFirst()).startsWith("DECLARE c CURSOR");
    assertThat(unknown)
        .isEqualTo(
            EveryStatement.texts()
                .subList(
                    EveryStatement.texts().indexOf(unknown.getFirst()),
                    EveryStatement.texts().size()));
  }

  private static Statement tree(String sql) {
    return ((Understood) Parser.postgres18().parse(sql)).statement();
  }

  /// Every node of the grammar's answer.
  private static List<RawNode> raws(String sql) {
    Parsed parsed = (Parsed) Grammar.postgres18().parse(sql);
    List<RawNode> all = new ArrayList<>();
    Deque<RawNode> ahead = new ArrayDeque<>(List.of(RawReader.read(parsed.json()).orElseThrow()));
    while (!ahead.isEmpty()) {
      RawNode node = ahead.pop();
      all.add(node);
      node.forEach(
          (field, value) -> {
            if (value instanceof RawNode inner) {
              ahead.push(inner);
            } else if (value instanceof List<?> list) {
              RawNode.nodes(list).forEach(ahead::push);
            }
          });
    }
    return all;
  }
}
