package dev.ballast.sample;

import dev.ballast.postgres.ServerVersion;
import dev.ballast.postgres.jdbc.SqlResource;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/// The faults a shop can be given, so that there is something to find. None breaks a constraint
/// or keeps a backup from being proven. `docs/reference/sample.md` lists them.
public enum PlantedFault {
  SLOW_QUERY(
      "shop.orders.customer_reference",
      "the support desk's search by customer reference lost its index and reads all orders of a tenant"),
  LEAKING_POLICY(
      "shop.payments.payments_export",
      "a second permissive policy shows every tenant's payments to a session that set no tenant"),
  INT4_KEY_NEAR_END(
      "shop.order_status_log_id_seq", "an int4 key whose sequence is at 2.1e9 of 2147483647"),
  UNUSED_INDEX("shop.users_last_seen_at_idx", "an index that no statement of the shop can use"),
  DUPLICATE_INDEX("shop.payments_order_idx", "the same index as payments_order_id_idx once more"),
  FOREIGN_KEY_WITHOUT_INDEX(
      "shop.order_items_product_fk",
      "a foreign key whose referencing column has no index, so deleting a product reads all items"),
  IDLE_TRANSACTION(
      "shop nightly export",
      "while traffic runs, a session sits idle in a transaction; it holds no lock and no snapshot"),
  BLOATED_TABLE(
      "shop.carts", "every row was rewritten twelve times and autovacuum is off for the table");

  public static final Set<PlantedFault> ALL = Set.copyOf(EnumSet.allOf(PlantedFault.class));

  private final String where;
  private final String what;

  PlantedFault(String where, String what) {
    this.where = where;
    this.what = what;
  }

  /// The object the fault sits in, as [#seenBy(ServerVersion)] names it.
  public String where() {
    return where;
  }

  public String what() {
    return what;
  }

  /// The query that shows it: one row an object, with columns `object` and `evidence`.
  public String seenBy(ServerVersion version) {
    return script("seen", version);
  }

  String plantedBy(ServerVersion version) {
    return script("plant", version);
  }

  private String script(String folder, ServerVersion version) {
    return SqlResource.load(
        PlantedFault.class, folder + "/" + name().toLowerCase(Locale.ROOT), version);
  }
}
