package dev.ballast.sample.traffic;

import dev.ballast.postgres.ServerVersion;
import dev.ballast.postgres.jdbc.Access;
import dev.ballast.postgres.jdbc.IsolationLevel;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SqlResource;
import dev.ballast.sample.data.Calendar;
import dev.ballast.sample.data.Dice;
import dev.ballast.sample.data.Population;
import dev.ballast.sample.data.Topic;
import dev.ballast.sample.data.Vocabulary;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// What an operation does to the shop: one transaction with the tenant set. Immutable.
final class Statements {
  private static final List<String> METHODS = List.of("card", "transfer", "wallet", "invoice");
  private static final List<String> EVENT_KINDS = List.of("page_view", "add_to_cart", "checkout");
  private static final String LEDGER =
      """
      INSERT INTO shop.ledger (run, writer, seq, kind) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING
      """;

  private final Population population;
  private final long seed;
  private final String placeOrder;
  private final String payOrder;
  private final String lookUpOrder;
  private final String latestOrders;
  private final String insertEvent;
  private final String reviseDocument;
  private final String shipOldest;
  private final String searchSupport;
  private final String reportRevenue;

  Statements(Population population, long seed, ServerVersion version) {
    this.population = population;
    this.seed = seed;
    this.placeOrder = load("place_order", version);
    this.payOrder = load("pay_order", version);
    this.lookUpOrder = load("look_up_order", version);
    this.latestOrders = load("latest_orders", version);
    this.insertEvent = load("insert_event", version);
    this.reviseDocument = load("revise_document", version);
    this.shipOldest = load("ship_oldest", version);
    this.searchSupport = load("search_support", version);
    this.reportRevenue = load("report_revenue", version);
  }

  /// A place in the ledger: the run of the traffic, the writer and its own count.
  record LedgerEntry(long run, int writer, long seq) {}

  OperationKind kindOf(long number) {
    return OperationKind.drawn(new Dice(seed).roll(Topic.STATEMENT, number));
  }

  /// Executes and commits operation `number`.
  ///
  /// @param shopTime the time in the shop, which continues where the generated content ends
  /// @param entry written in the same transaction where the operation writes
  void execute(Session session, long number, Instant shopTime, LedgerEntry entry) {
    Dice dice = new Dice(seed).roll(Topic.STATEMENT, number);
    OperationKind kind = OperationKind.drawn(dice);
    int tenant = population.anyTenant(dice);
    session.begin(
        IsolationLevel.READ_COMMITTED, kind.isWriting() ? Access.READ_WRITE : Access.READ_ONLY);
    session.text("SELECT set_config('shop.tenant_id', ?, true)", Integer.toString(tenant));
    if (kind.isWriting()) {
      session.execute(LEDGER, entry.run(), entry.writer(), entry.seq(), kind.label());
    }
    switch (kind) {
      case ORDER_LOOKUP -> lookUp(session, tenant, dice);
      case PRODUCT_SEARCH ->
          session.query(
              "SELECT id, name, price FROM shop.search_products(?)",
              row -> row.number("id"),
              Vocabulary.thing(dice));
      case NEW_ORDER -> placeOrder(session, tenant, shopTime, dice);
      case EVENT -> insertEvent(session, tenant, shopTime, dice);
      case DOCUMENT_REVISION ->
          session.execute(
              reviseDocument,
              "{\"state\": \"open\", \"reviewer\": \"" + dice.token(12) + "\"}",
              shopTime);
      case ORDER_SHIPMENT -> session.execute(shipOldest);
      case DOCUMENT_SEARCH ->
          session.query(
              "SELECT id, title FROM shop.documents_of_customer(?)",
              row -> row.text("title"),
              population.anyUserOf(tenant, dice));
      case SUPPORT_SEARCH ->
          session.query(
              searchSupport,
              row -> row.number("id"),
              population.customerReference(1 + dice.below(population.orders())));
      case REPORT ->
          session.query(
              reportRevenue,
              row -> row.number("orders"),
              tenant,
              Calendar.end().minus(Duration.ofDays(30)));
    }
    session.commit();
  }

  private void lookUp(Session session, int tenant, Dice dice) {
    if (dice.chance(40)) {
      session.query(latestOrders, row -> row.number("id"), population.anyUserOf(tenant, dice));
      return;
    }
    long order = 1 + dice.below(population.orders());
    session.query(lookUpOrder, row -> row.number("id"), order);
    if (dice.chance(30)) {
      session.query(
          "SELECT id, order_id, amount FROM shop.payments WHERE reference = ?",
          row -> row.number("order_id"),
          population.paymentReference(order));
    }
  }

  /// Products are taken in ascending order, so that two orders never wait for each other's stock.
  private void placeOrder(Session session, int tenant, Instant shopTime, Dice dice) {
    TreeSet<Long> products = new TreeSet<>();
    for (int left = dice.between(1, 5); left > 0; left--) {
      products.add(population.anyProductOf(tenant, dice));
    }
    List<String> ids = new ArrayList<>();
    List<String> quantities = new ArrayList<>();
    for (long product : products) {
      int quantity = dice.between(1, 3);
      session.number("SELECT shop.take_stock(?, ?)", product, quantity);
      ids.add(Long.toString(product));
      quantities.add(Integer.toString(quantity));
    }
    long order =
        session.number(
            placeOrder,
            ids,
            quantities,
            tenant,
            population.anyUserOf(tenant, dice),
            shopTime,
            "EUR",
            "R" + dice.token(9),
            "{\"label\": \"" + dice.token(22) + "\"}",
            tenant);
    session.execute(
        payOrder,
        METHODS.get(dice.below(METHODS.size())),
        "PAY-" + dice.token(24),
        shopTime,
        order);
  }

  private void insertEvent(Session session, int tenant, Instant shopTime, Dice dice) {
    session.execute(
        insertEvent,
        tenant,
        population.anyUserOf(tenant, dice),
        EVENT_KINDS.get(dice.below(EVENT_KINDS.size())),
        shopTime,
        "{\"session\": \""
            + dice.token(22)
            + "\", \"product\": "
            + population.anyProductOf(tenant, dice)
            + "}");
  }

  private static String load(String name, ServerVersion version) {
    return SqlResource.load(Statements.class, name, version);
  }
}
