package dev.ballast.rules.dependents;

import dev.ballast.rules.lint.NewColumn;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.sql.tree.ColumnDefinition;
import dev.ballast.sql.tree.DataStatement;
import dev.ballast.sql.tree.DatabaseStatement;
import dev.ballast.sql.tree.GuardStatement;
import dev.ballast.sql.tree.IndexStatement;
import dev.ballast.sql.tree.IndexStatement.CreateIndex;
import dev.ballast.sql.tree.MaintenanceStatement;
import dev.ballast.sql.tree.ObjectStatement;
import dev.ballast.sql.tree.ObjectStatement.Rename;
import dev.ballast.sql.tree.ReplicationStatement;
import dev.ballast.sql.tree.RoleStatement;
import dev.ballast.sql.tree.RoutineStatement;
import dev.ballast.sql.tree.SequenceStatement;
import dev.ballast.sql.tree.SequenceStatement.CreateSequence;
import dev.ballast.sql.tree.SessionStatement;
import dev.ballast.sql.tree.Statement.OtherStatement;
import dev.ballast.sql.tree.TableStatement;
import dev.ballast.sql.tree.TableStatement.CreateTable;
import dev.ballast.sql.tree.TableStatement.CreateTableAs;
import dev.ballast.sql.tree.TypeStatement;
import dev.ballast.sql.tree.ViewStatement;
import dev.ballast.sql.tree.ViewStatement.CreateView;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The names that a statement brings into the schema, for the customs about names.
public final class NewNames {
  /// The statements that bring names, and the columns of the others.
  public static final Subjects SUBJECTS =
      Subjects.of(
          CreateTable.class,
          CreateTableAs.class,
          CreateView.class,
          CreateSequence.class,
          CreateIndex.class,
          Rename.class,
          ColumnDefinition.class);

  private NewNames() {}

  /// Of relations and columns, without their schemas, unquoted.
  public static List<String> of(Scene scene) {
    List<String> names = new ArrayList<>();
    switch (scene.statement()) {
      case CreateTable create -> names.add(create.name().name());
      case CreateTableAs create -> names.add(create.name().name());
      case CreateView create -> names.add(create.name().name());
      case CreateSequence create -> names.add(create.name().name());
      case CreateIndex create -> create.name().ifPresent(names::add);
      case Rename rename -> names.add(rename.newName());
      case TableStatement _, IndexStatement _, ViewStatement _, SequenceStatement _ -> {}
      case TypeStatement _, RoutineStatement _, GuardStatement _, ObjectStatement _ -> {}
      case RoleStatement _, ReplicationStatement _, DataStatement _, OtherStatement _ -> {}
      case SessionStatement _, MaintenanceStatement _, DatabaseStatement _ -> {}
    }
    NewColumn.of(scene).forEach(column -> names.add(column.definition().name()));
    return names;
  }

  /// The name as a plain lower-case word: `Order lines` and `orderLines` are `order_lines`.
  public static String plain(String name) {
    String words = name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    String plain = words.replaceAll("[^a-z0-9]++", "_").replaceAll("^_|_$", "");
    return plain.matches("[a-z].*") && !plain.equals(name) ? plain : plain + "_name";
  }
}
