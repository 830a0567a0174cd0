package dev.ballast.rules.catalogue.publish_without_key;

import dev.ballast.effect.schema.KnownTable;
import dev.ballast.evidence.Severity;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.rules.wording.Phrases;
import dev.ballast.sql.tree.Constraint;
import dev.ballast.sql.tree.Option;
import dev.ballast.sql.tree.Persistence;
import dev.ballast.sql.tree.PublishedTable;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.ReplicationStatement.AlterPublication;
import dev.ballast.sql.tree.ReplicationStatement.CreatePublication;
import dev.ballast.sql.tree.TableAction.ReplicaIdentity;
import dev.ballast.sql.tree.TableStatement.AlterTable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.NullMarked;

/// A publication of UPDATE and DELETE that holds tables without a primary key, or every table.
@NullMarked
public final class PublishWithoutKey implements Rule {
  private static final String PUBLIC = "public";

  @Override
  public String id() {
    return "publish-without-key";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(CreatePublication.class, AlterPublication.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    if (scene.statement() instanceof CreatePublication create) {
      if (isOfChanges(create.options())) {
        created(scene, create, judgement);
      }
    } else if (scene.statement() instanceof AlterPublication alter
        && (alter.action() == AlterPublication.Action.ADD
            || alter.action() == AlterPublication.Action.SET)) {
      if (alter.schemas().isEmpty()) {
        tables(scene, alter.tables(), judgement);
      } else {
        schemas(scene, alter.schemas(), judgement);
      }
    }
  }

  private static void created(Scene scene, CreatePublication create, Judgement judgement) {
    if (create.allTables()) {
      everything(scene, "the database", table -> true, judgement);
    } else if (create.schemas().isEmpty()) {
      tables(scene, create.tables(), judgement);
    } else {
      schemas(scene, create.schemas(), judgement);
    }
  }

  /// By default a publication holds INSERT, UPDATE, DELETE and TRUNCATE.
  private static boolean isOfChanges(List<Option> options) {
    return options.stream()
        .filter(option -> option.name().equals("publish"))
        .flatMap(option -> option.value().stream())
        .allMatch(value -> value.contains("update") || value.contains("delete"));
  }

  private static void schemas(Scene scene, List<String> schemas, Judgement judgement) {
    everything(
        scene,
        "schema " + String.join(", ", schemas),
        table -> schemas.contains(table.name().schema().orElse(PUBLIC)),
        judgement);
  }

  private static void everything(
      Scene scene, String where, Predicate<KnownTable> within, Judgement judgement) {
    List<QualifiedName> lacking =
        scene.schema().tables().stream()
            .filter(within)
            .filter(table -> lacksKey(scene, table))
            .map(KnownTable::name)
            .toList();
    String known =
        lacking.isEmpty() ? "" : " No primary key is known of " + Phrases.list(lacking) + ".";
    draft(
            scene,
            judgement,
            ("Every table of %s is published, also one that is made later: UPDATE and DELETE of"
                    + " those that have neither a primary key nor another replica identity are"
                    + " refused from here on (SQLSTATE 55000). Only a superuser may create it.%s")
                .formatted(where, known),
            lacking)
        .atMost(lacking.isEmpty() ? Severity.WARNING : Severity.ERROR)
        .report();
  }

  private static void tables(Scene scene, List<PublishedTable> published, Judgement judgement) {
    List<QualifiedName> lacking = new ArrayList<>();
    for (PublishedTable each : published) {
      QualifiedName name = each.table().name();
      scene
          .schema()
          .table(name)
          .filter(table -> lacksKey(scene, table))
          .ifPresent(table -> lacking.add(name));
    }
    if (!lacking.isEmpty()) {
      draft(
              scene,
              judgement,
              ("UPDATE and DELETE of %s are refused from here on (SQLSTATE 55000): without a"
                      + " primary key there is no replica identity, by which subscribers find a"
                      + " row.")
                  .formatted(Phrases.list(lacking)),
              lacking)
          .report();
    }
  }

  private static Judgement.Draft draft(
      Scene scene, Judgement judgement, String what, List<QualifiedName> lacking) {
    List<String> safe = new ArrayList<>();
    if (lacking.isEmpty()) {
      safe.add("-- the tables that have a key, by name:");
      safe.add("CREATE PUBLICATION ... FOR TABLE ...");
    } else {
      safe.add("-- with the columns that tell its rows apart, or a unique index of them:");
      safe.add("ALTER TABLE %s ADD PRIMARY KEY (...)".formatted(lacking.getFirst()));
      safe.add(scene.sql());
    }
    return judgement
        .hazard(scene, what)
        .claims(scene.effects())
        .about(lacking.toArray(QualifiedName[]::new))
        .safe(safe.toArray(String[]::new))
        .advice(
            "Name the tables, and give each a primary key or a REPLICA IDENTITY before it is"
                + " published.");
  }

  /// An heir or partition stands for itself, since its rows are published with its own identity.
  private static boolean lacksKey(Scene scene, KnownTable table) {
    return table.whole()
        && !table.partitioned()
        && table.partitionOf().isEmpty()
        && table.persistence() == Persistence.PERMANENT
        && table.constraints().stream()
            .noneMatch(each -> each.kind() == Constraint.Kind.PRIMARY_KEY)
        && scene.schema().indexesOf(table.name()).stream().noneMatch(index -> index.unique())
        && scene.script().seen(AlterTable.class).stream()
            .noneMatch(
                seen ->
                    seen.statement() instanceof AlterTable alter
                        && alter.name().mayBe(table.name())
                        && alter.actions().stream().anyMatch(ReplicaIdentity.class::isInstance));
  }
}
