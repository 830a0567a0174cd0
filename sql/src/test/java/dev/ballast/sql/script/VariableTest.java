package dev.ballast.sql.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.sql.script.ScriptPart.Sql;
import java.util.List;
import org.junit.jupiter.api.Test;

class VariableTest {
  @Test
  void tellsWhatPsqlOrAToolWouldFillIn() {
    assertThat(
            variables("create table :schema.t (a int default :'start', :\"col\" int, b :type_2)"))
        .containsExactly("schema", "start", "col", "type_2");
    assertThat(variables("select :{?x}, ${flyway:user}, ${y}"))
        .containsExactly("x", "flyway:user", "y");
    assertThat(variables(":whole_statement")).containsExactly("whole_statement");
  }

  @Test
  void tellsWhereItStandsAndWhoFillsIt() {
    Sql statement = only("select :'a', ${b}");

    assertThat(statement.variables())
        .containsExactly(
            new Variable(new Span(7, 11), "a", Variable.Form.PSQL),
            new Variable(new Span(13, 17), "b", Variable.Form.PLACEHOLDER));
  }

  @Test
  void takesNoCastSliceOrTextForAVariable() {
    assertThat(variables("select a::int, b :: text, f(x := 1), c[1:n], d[:2], e[i:]")).isEmpty();
    assertThat(variables("select ':a', \":b\", $$:c$$, '${d}' -- :e\n /* :f */")).isEmpty();
    assertThat(variables("select a[:'x y'], ': b', $1")).isEmpty();
  }

  @Test
  void takesASliceForAVariableWhereTheScriptSetsOne() {
    Script script = ScriptSplitter.split(SourceText.of("\\set n 3\nselect a[1:n];"));

    assertThat(((Sql) script.parts().getLast()).variables()).hasSize(1);
  }

  @Test
  void tellsABoundedNumberOfOneStatement() {
    assertThat(variables("select " + ":a, ".repeat(ScriptSplitter.MAX_VARIABLES + 5)))
        .hasSize(ScriptSplitter.MAX_VARIABLES);
  }

  private static List<String> variables(String statement) {
    return only(statement).variables().stream().map(Variable::name).toList();
  }

  private static Sql only(String statement) {
    Script script = ScriptSplitter.split(SourceText.of(statement));
    assertThat(script.parts()).hasSize(1);
    return (Sql) script.parts().getFirst();
  }
}
