package dev.ballast.sql.tree;

import java.util.List;
import java.util.Optional;

/// Statements about roles and what they may do. The names of roles that are keywords keep them, in
/// lower case: `public`, `current_user`, `current_role`, `session_user`.
public sealed interface RoleStatement extends Statement {

  /// `GRANT` or `REVOKE` of privileges on objects.
  ///
  /// @param grant `false` for `REVOKE`
  /// @param privileges none means `ALL`
  /// @param objects the objects, or the schemas whose objects are meant
  /// @param allInSchema whether it is `ON ALL TABLES IN SCHEMA`
  /// @param grantOption `WITH GRANT OPTION`, or `GRANT OPTION FOR` of a `REVOKE`
  record Grant(
      boolean grant,
      List<Privilege> privileges,
      ObjectKind kind,
      List<ObjectName> objects,
      boolean allInSchema,
      List<String> grantees,
      boolean grantOption,
      boolean cascade)
      implements RoleStatement {
    public Grant {
      privileges = List.copyOf(privileges);
      objects = List.copyOf(objects);
      grantees = List.copyOf(grantees);
    }

    /// One privilege, in lower case: `select`, `maintain`; `all` where only columns follow.
    public record Privilege(String name, List<String> columns) {
      public Privilege {
        columns = List.copyOf(columns);
      }
    }

    @Override
    public List<QualifiedName> names() {
      return kind.isRelation() && !allInSchema
          ? objects.stream().map(ObjectName::name).toList()
          : List.of();
    }
  }

  /// `GRANT role TO role WITH ADMIN OPTION`, or `REVOKE`.
  record GrantRole(
      boolean grant,
      List<String> roles,
      List<String> grantees,
      List<Option> options,
      boolean cascade)
      implements RoleStatement {
    public GrantRole {
      roles = List.copyOf(roles);
      grantees = List.copyOf(grantees);
      options = List.copyOf(options);
    }
  }

  /// `CREATE ROLE`, `CREATE USER` or `CREATE GROUP`. The options' names are the grammar's:
  /// `superuser`, `createdb`, `createrole`, `inherit`, `canlogin`, `isreplication`, `bypassrls`,
  /// `password`, `connectionlimit`, `validUntil`, `addroleto`, `rolemembers`, `adminmembers`.
  record CreateRole(String name, Kind kind, List<Option> options) implements RoleStatement {
    public CreateRole {
      options = List.copyOf(options);
    }

    /// Only a user may log in by default.
    public enum Kind {
      ROLE,
      USER,
      GROUP
    }
  }

  /// `ALTER ROLE`; `ALTER GROUP ... ADD USER` has the option `rolemembers`.
  ///
  /// @param drops whether it is `ALTER GROUP ... DROP USER`
  record AlterRole(String name, List<Option> options, boolean drops) implements RoleStatement {
    public AlterRole {
      options = List.copyOf(options);
    }
  }

  /// `ALTER ROLE r IN DATABASE d SET search_path = a`; without a role it is `ALL`.
  record AlterRoleSet(
      Optional<String> role, Optional<String> database, SessionStatement.SetVariable setting)
      implements RoleStatement {
    @Override
    public List<Node> parts() {
      return List.of(setting);
    }
  }

  /// `DROP ROLE`, `DROP USER` or `DROP GROUP`.
  record DropRole(List<String> roles, boolean ifExists) implements RoleStatement {
    public DropRole {
      roles = List.copyOf(roles);
    }
  }

  /// `ALTER DEFAULT PRIVILEGES FOR ROLE r IN SCHEMA s GRANT ...`.
  record AlterDefaultPrivileges(List<String> roles, List<String> schemas, Grant grant)
      implements RoleStatement {
    public AlterDefaultPrivileges {
      roles = List.copyOf(roles);
      schemas = List.copyOf(schemas);
    }

    @Override
    public List<Node> parts() {
      return List.of(grant);
    }
  }

  /// `REASSIGN OWNED BY a TO b`.
  record ReassignOwned(List<String> roles, String newOwner) implements RoleStatement {
    public ReassignOwned {
      roles = List.copyOf(roles);
    }
  }

  /// `DROP OWNED BY a CASCADE`.
  record DropOwned(List<String> roles, boolean cascade) implements RoleStatement {
    public DropOwned {
      roles = List.copyOf(roles);
    }
  }
}
