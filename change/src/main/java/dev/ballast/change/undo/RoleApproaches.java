package dev.ballast.change.undo;

import dev.ballast.sql.tree.ObjectKind;
import dev.ballast.sql.tree.RoleStatement;

/// How statements about roles and privileges are undone.
final class RoleApproaches {
  private RoleApproaches() {}

  static Approach of(RoleStatement statement) {
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

  private static Approach of(RoleStatement.Grant grant) {
    return isRead(grant.kind())
        ? Approach.Compared.of(FacetReading.ofAll(Section.GRANTS), "the privileges were so already")
        : Approach.Known.undecided("privileges on a " + grant.kind().sql() + " are not read");
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
