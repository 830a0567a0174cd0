package dev.ballast.effect.schema;

import dev.ballast.effect.schema.KnownReader.Kind;
import dev.ballast.sql.tree.GuardStatement.AlterPolicy;
import dev.ballast.sql.tree.GuardStatement.CreatePolicy;
import dev.ballast.sql.tree.GuardStatement.CreateRule;
import dev.ballast.sql.tree.GuardStatement.CreateTrigger;
import dev.ballast.sql.tree.Located;
import dev.ballast.sql.tree.Node;
import dev.ballast.sql.tree.PublishedTable;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.RelationUse;
import dev.ballast.sql.tree.ReplicationStatement.AlterPublication;
import dev.ballast.sql.tree.ReplicationStatement.CreatePublication;
import dev.ballast.sql.tree.Walk;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What triggers, policies, rules and publications add to the known schema. For one thread.
final class AttachmentFold {
  private final KnownSchema schema;

  AttachmentFold(KnownSchema schema) {
    this.schema = schema;
  }

  void trigger(CreateTrigger create) {
    QualifiedName table = create.table();
    schema.draft(table, draft -> draft.triggers.add(create.name()));
    schema.attached().put(new KnownTrigger(create.name(), table, create.function()));
    List<ColumnRead> read = new ArrayList<>();
    create.occasion().updateColumns().forEach(each -> read.add(new ColumnRead(table, each)));
    create.when().ifPresent(when -> read.addAll(ColumnSearch.of(when, changed(table), schema)));
    put(Kind.TRIGGER, create.name(), table, read, create);
  }

  void policy(CreatePolicy create) {
    schema.draft(create.table(), draft -> draft.policies.add(create.name()));
    create
        .using()
        .ifPresent(using -> policy(Kind.POLICY_USING, create.name(), create.table(), using));
    create
        .check()
        .ifPresent(check -> policy(Kind.POLICY_CHECK, create.name(), create.table(), check));
  }

  void policy(AlterPolicy alter) {
    alter.using().ifPresent(using -> policy(Kind.POLICY_USING, alter.name(), alter.table(), using));
    alter.check().ifPresent(check -> policy(Kind.POLICY_CHECK, alter.name(), alter.table(), check));
  }

  private void policy(Kind kind, String name, QualifiedName table, Node condition) {
    put(kind, name, table, ColumnSearch.of(condition, List.of(use(table)), schema), condition);
  }

  void rule(CreateRule create) {
    QualifiedName table = create.table();
    List<ColumnRead> read = new ArrayList<>();
    create.where().ifPresent(where -> read.addAll(ColumnSearch.of(where, changed(table), schema)));
    create.actions().forEach(each -> read.addAll(ColumnSearch.of(each, changed(table), schema)));
    put(Kind.RULE, create.name(), table, read, create);
  }

  void publication(CreatePublication create) {
    schema.put(
        new KnownPublication(
            create.name(),
            create.allTables(),
            create.tables().stream().map(each -> each.table().name()).toList()));
    create.tables().forEach(each -> member(create.name(), each));
  }

  void publication(AlterPublication alter) {
    List<QualifiedName> named = alter.tables().stream().map(each -> each.table().name()).toList();
    for (KnownPublication known : schema.publications()) {
      if (known.name().equals(alter.name())) {
        schema.put(
            new KnownPublication(
                known.name(), known.allTables(), members(known.tables(), alter, named)));
      }
    }
    switch (alter.action()) {
      case ADD -> {}
      case DROP ->
          schema
              .attached()
              .drop(
                  Set.of(Kind.PUBLICATION),
                  alter.name(),
                  each -> named.stream().anyMatch(each::isOn));
      case SET -> schema.attached().drop(Set.of(Kind.PUBLICATION), alter.name(), _ -> true);
      case SET_OPTIONS -> {}
    }
    if (alter.action() != AlterPublication.Action.DROP) {
      alter.tables().forEach(each -> member(alter.name(), each));
    }
  }

  private static List<QualifiedName> members(
      List<QualifiedName> before, AlterPublication alter, List<QualifiedName> named) {
    List<QualifiedName> members = new ArrayList<>(before);
    switch (alter.action()) {
      case ADD -> members.addAll(named);
      case DROP -> members.removeIf(each -> named.stream().anyMatch(each::mayBe));
      case SET -> {
        members.clear();
        members.addAll(named);
      }
      case SET_OPTIONS -> {}
    }
    return members;
  }

  /// A list of columns and a condition on rows keep their columns.
  private void member(String publication, PublishedTable member) {
    QualifiedName table = member.table().name();
    List<ColumnRead> read = new ArrayList<>();
    member.columns().forEach(column -> read.add(new ColumnRead(table, column)));
    member
        .where()
        .ifPresent(where -> read.addAll(ColumnSearch.of(where, List.of(use(table)), schema)));
    if (!read.isEmpty()) {
      put(Kind.PUBLICATION, publication, table, read, member);
    }
  }

  private void put(
      Kind kind, String name, QualifiedName table, List<ColumnRead> read, Node definition) {
    List<QualifiedName> others =
        Walk.of(definition).relations().stream()
            .filter(each -> !KnownSchema.key(each).equals(KnownSchema.key(table)))
            .toList();
    schema
        .attached()
        .put(
            new KnownReader(
                kind, name, table, others, read.stream().distinct().toList(), definition));
  }

  private static RelationUse use(QualifiedName table) {
    return new RelationUse(Located.UNKNOWN, table, Optional.empty(), false);
  }

  /// The rows of a table as `NEW` and `OLD` name them.
  private static List<RelationUse> changed(QualifiedName table) {
    return List.of(
        new RelationUse(Located.UNKNOWN, table, Optional.of("new"), false),
        new RelationUse(Located.UNKNOWN, table, Optional.of("old"), false));
  }
}
