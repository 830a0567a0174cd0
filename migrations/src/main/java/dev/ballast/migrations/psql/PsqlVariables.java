package dev.ballast.migrations.psql;

import dev.ballast.sql.Identifier;
import dev.ballast.sql.Literal;
import dev.ballast.sql.script.ScriptPart;
import dev.ballast.sql.script.ScriptSplitter;
import dev.ballast.sql.script.SourceText;
import dev.ballast.sql.script.Variable;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The variables of psql whose values are known. Not thread-safe.
final class PsqlVariables {
  private final Map<String, String> values;

  PsqlVariables(Map<String, String> values) {
    this.values = new HashMap<>(values);
  }

  void set(String name, String value) {
    values.put(name, value);
  }

  /// From here on nobody knows what the variable holds, or whether it is set.
  void forget(String name) {
    values.remove(name);
  }

  /// As [#forget], of all that begin so.
  void forgetAll(String prefix) {
    values.keySet().removeIf(name -> name.startsWith(prefix));
  }

  /// What a variable holds, where that is known.
  Optional<String> raw(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /// What psql sends in place of `:name`, `:'name'`, `:"name"` or `:{?name}`; empty where that is
  /// not known, or has several lines, which would move what follows.
  ///
  /// @param written with the marks
  Optional<String> value(String name, String written) {
    return value(name, written, new HashSet<>());
  }

  private Optional<String> value(String name, String written, Set<String> within) {
    String value = values.get(name);
    if (value == null || value.indexOf('\n') >= 0 || value.indexOf('\r') >= 0) {
      return Optional.empty();
    }
    if (written.startsWith(":{")) {
      return Optional.of("TRUE");
    }
    if (written.startsWith(":'")) {
      return Optional.of(new Literal(value).toString());
    }
    if (written.startsWith(":\"")) {
      return Optional.of(new Identifier(value).toString());
    }
    return Optional.of(within.add(name) ? filled(value, within) : value);
  }

  /// The value of a variable is read again, so variables in it count too.
  private String filled(String value, Set<String> within) {
    StringBuilder filled = new StringBuilder();
    int from = 0;
    for (ScriptPart part : ScriptSplitter.split(SourceText.of(value)).parts()) {
      if (part instanceof ScriptPart.Sql sql) {
        for (Variable variable : sql.variables()) {
          int end = variable.span().end();
          String written = value.substring(variable.span().start(), end);
          filled
              .append(value, from, variable.span().start())
              .append(value(variable.name(), written, new HashSet<>(within)).orElse(written));
          from = end;
        }
      }
    }
    return filled.append(value, from, value.length()).toString();
  }
}
