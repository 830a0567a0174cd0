package dev.ballast.sample.data;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// All loads of a shop.
public final class Content {
  private Content() {}

  /// The loads, largest first, so that the last one to end is a short one.
  public static List<TableLoad> of(Population population) {
    List<TableLoad> loads = new ArrayList<>();
    loads.add(
        TableLoad.of(
            "tenants",
            "id, slug, name, plan, created_at",
            1,
            population.tenants(),
            () -> People.tenants(population)));
    loads.add(
        TableLoad.of(
            "users",
            "id, tenant_id, email, full_name, password_hash, role, preferences, created_at, last_seen_at",
            1,
            population.users(),
            () -> People.users(population)));
    loads.add(
        TableLoad.of(
            "products",
            "id, tenant_id, sku, name, description, price, stock, tags",
            1,
            population.products(),
            () -> Goods.products(population)));
    loads.add(
        TableLoad.of(
            "promotions",
            "id, tenant_id, product_id, percent, valid",
            1,
            population.promotions(),
            () -> Goods.promotions(population)));
    loads.add(
        TableLoad.of(
            "carts",
            "id, tenant_id, user_id, product_id, quantity, touched",
            1,
            population.carts(),
            () -> Goods.carts(population)));
    loads.add(
        TableLoad.of(
            "documents",
            "id, tenant_id, title, body, revision, updated_at",
            1,
            population.documents(),
            () -> Documents.documents(population)));
    addSales(loads, population);
    addEvents(loads, population);
    loads.sort(Comparator.comparingLong(TableLoad::rows).reversed());
    return List.copyOf(loads);
  }

  private static void addSales(List<TableLoad> loads, Population population) {
    loads.add(
        TableLoad.of(
            "orders",
            "id, tenant_id, user_id, status, placed_at, currency, total, customer_reference,"
                + " shipping, note",
            1,
            population.orders(),
            () -> Sales.orders(population)));
    loads.add(
        TableLoad.of(
            "order_items",
            "order_id, line, tenant_id, product_id, quantity, unit_price, discount",
            1,
            population.orders(),
            () -> Sales.items(population)));
    loads.add(
        TableLoad.of(
            "payments",
            "id, tenant_id, order_id, method, amount, reference, paid_at",
            1,
            population.orders(),
            () -> Sales.payments(population)));
    loads.add(
        TableLoad.of(
            "order_status_log",
            "id, order_id, tenant_id, old_status, new_status, changed_at",
            1,
            Sales.statusRows(population),
            () -> Sales.statusLog(population)));
  }

  private static void addEvents(List<TableLoad> loads, Population population) {
    for (int month = 0; month < Calendar.MONTHS; month++) {
      int ordinal = month;
      loads.add(
          TableLoad.of(
              Calendar.partitionOf(month),
              "id, tenant_id, user_id, kind, occurred_at, payload",
              population.firstEventOf(month),
              population.firstEventOf(month + 1) - 1,
              () -> EventRows.events(population, ordinal)));
    }
  }
}
