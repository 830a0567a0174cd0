package dev.ballast.secure.tenancy;

import static java.util.Objects.requireNonNull;

import dev.ballast.sql.Literal;

/// A parameter by which a session says whom it serves, as `app.tenant`.
///
/// @param name of the parameter
/// @param template its value, in which `{tenant}` stands for the tenant's identifier
public record ContextSetting(String name, String template) {
  /// What stands for the tenant in a template.
  public static final String TENANT = "{tenant}";

  public ContextSetting {
    requireNonNull(name, "name is null");
    if (!template.contains(TENANT)) {
      throw new IllegalArgumentException("a context without " + TENANT + ": " + template);
    }
  }

  /// The parameter is the tenant's identifier itself.
  public static ContextSetting plain(String name) {
    return new ContextSetting(name, TENANT);
  }

  /// The statement that sets it for the transaction.
  public String statement(String tenant) {
    return "SELECT pg_catalog.set_config(%s, %s, true)"
        .formatted(new Literal(name), new Literal(template.replace(TENANT, tenant)));
  }
}
