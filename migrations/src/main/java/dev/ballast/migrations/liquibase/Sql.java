package dev.ballast.migrations.liquibase;

import dev.ballast.migrations.document.Element;
import dev.ballast.sql.Literal;
import dev.ballast.sql.tree.QualifiedName;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// How Liquibase writes names and values of a changelog on PostgreSQL.
final class Sql {
  private Sql() {}

  /// A name that an attribute gives. One in letters of both cases is quoted, another folded.
  static String name(String written) {
    return QualifiedName.of(folded(written)).toString();
  }

  /// A relation, in the schema that the attribute beside it gives.
  static String relation(Element change, String nameKey, String schemaKey) {
    String name = folded(change.value(nameKey).orElse(""));
    return change
        .value(schemaKey)
        .map(schema -> QualifiedName.of(folded(schema), name))
        .orElseGet(() -> QualifiedName.of(name))
        .toString();
  }

  static String table(Element change) {
    return relation(change, "tableName", "schemaName");
  }

  /// `a, b` of an attribute.
  static String names(String list) {
    return Arrays.stream(list.split(",", -1))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .map(Sql::name)
        .collect(Collectors.joining(", "));
  }

  private static String folded(String written) {
    boolean mixed =
        written.chars().anyMatch(Character::isUpperCase)
            && written.chars().anyMatch(Character::isLowerCase);
    return mixed ? written : written.toLowerCase(Locale.ROOT);
  }

  static String literal(String value) {
    return new Literal(value).toString().strip();
  }

  /// What one of `value`, `valueNumeric` and so on gives, or of `defaultValue` and so on.
  ///
  /// @param key `value` or `defaultValue`
  static Optional<String> value(Element column, String key) {
    Optional<String> text =
        Optional.ofNullable(column.attributes().get(key))
            .map(Element.Text::value)
            .or(() -> column.value(key + "Date").map(date -> date.replace('T', ' ')))
            .map(Sql::literal);
    return text.or(
        () ->
            Stream.of(key + "Numeric", key + "Boolean")
                .flatMap(each -> column.value(each).stream())
                .findFirst()
                .or(() -> column.value(key + "Computed").map(Sql::computed))
                .or(
                    () ->
                        column
                            .value(key + "SequenceNext")
                            .map(sequence -> "nextval(" + literal(name(sequence)) + ")")));
  }

  /// Other databases write the present time with parentheses, which Liquibase knows.
  private static String computed(String expression) {
    String lower = expression.strip().toLowerCase(Locale.ROOT);
    return lower.startsWith("current_timestamp") || lower.startsWith("current_datetime")
        ? "now()"
        : expression;
  }

  /// The columns of a change, as each syntax lists them.
  static List<Element> columns(Element change) {
    return Stream.concat(
            change.children("column"),
            change.children("columns").flatMap(list -> list.children("column")))
        .toList();
  }

  /// Of a column; without any, an element that says nothing.
  static Element constraints(Element column) {
    return column
        .children("constraints")
        .findFirst()
        .orElseGet(
            () ->
                new Element(
                    "constraints",
                    column.line(),
                    column.line(),
                    Map.of(),
                    List.of(),
                    column.text()));
  }

  static String deferred(Element constraint) {
    boolean initially = constraint.is("initiallyDeferred", "true");
    return (constraint.is("deferrable", "true") ? " DEFERRABLE" : "")
        + (initially ? " INITIALLY DEFERRED" : "");
  }

  static String tablespace(Element change) {
    return change.value("tablespace").map(space -> " TABLESPACE " + name(space)).orElse("");
  }
}
