package dev.ballast.change.undo;

import dev.ballast.sql.tree.ObjectKind;
import dev.ballast.sql.tree.ObjectName;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.RoleStatement;
import java.util.Optional;
import java.util.Set;

/// How statements about roles and privileges are undone.
final class RoleApproaches {
  private static final Set<String> SYSTEM = Set.of("pg_catalog", "information_schema");

  private final CatalogNames names;

  RoleApproaches(CatalogNames names) {
    this.names = names;
  }

  Approach of(RoleStatement statement) {
    return switch (statement) {
      case RoleStatement.Grant grant -> of(grant);
      case RoleStatement.GrantRole grant -> shared();
      case RoleStatement.CreateRole create -> shared();
      case RoleStatement.AlterRole alter ->
          alter.options().stream().anyMatch(option -> option.name().equals("password"))
              ? Approach.Known.oneWay(
                  "ALTER ROLE: the former password of " + alter.name() + " is not read")
              : shared();
      case RoleStatement.AlterRoleSet set -> shared();
      case RoleStatement.DropRole drop ->
          Approach.Known.oneWay(
              "DROP ROLE: passwords and memberships of "
                  + String.join(", ", drop.roles())
                  + " are lost");
      case RoleStatement.AlterDefaultPrivileges alter -> shared();
      case RoleStatement.ReassignOwned reassign ->
          Approach.Known.undecided("REASSIGN OWNED: it changes objects of every kind");
      case RoleStatement.DropOwned drop ->
          Approach.Known.oneWay("DROP OWNED: all that the roles own is lost");
    };
  }

  private Approach of(RoleStatement.Grant grant) {
    if (grant.objects().stream().anyMatch(object -> isOfTheSystem(grant.kind(), object))) {
      return Approach.Known.undecided("privileges on objects of the system are not read");
    }
    return isRead(grant.kind())
        ? Approach.Compared.of(FacetReading.ofAll(Section.GRANTS), "the privileges were so already")
        : Approach.Known.undecided("privileges on a " + grant.kind().sql() + " are not read");
  }

  private boolean isOfTheSystem(ObjectKind kind, ObjectName object) {
    Optional<QualifiedName> found =
        switch (kind) {
          case TABLE, VIEW, MATERIALIZED_VIEW, SEQUENCE, FOREIGN_TABLE ->
              names.relation(object.name());
          case FUNCTION, PROCEDURE, ROUTINE, AGGREGATE ->
              names.routine(object).map(CatalogNames.Routine::name);
          case TYPE, DOMAIN -> names.type(object.name());
          default -> Optional.empty();
        };
    return found.flatMap(QualifiedName::schema).filter(SYSTEM::contains).isPresent()
        || SYSTEM.contains(object.name().name());
  }

  private static boolean isRead(ObjectKind kind) {
    return switch (kind) {
      case TABLESPACE, PARAMETER, LARGE_OBJECT, OTHER -> false;
      default -> true;
    };
  }

  private static Approach shared() {
    return Approach.Compared.of(FacetReading.ofAll(Section.SHARED));
  }
}
