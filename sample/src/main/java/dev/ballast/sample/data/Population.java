package dev.ballast.sample.data;

import java.util.ArrayList;
import java.util.List;

/// Who and what exists in a shop of a given seed and scale: the number of rows of each table, and
/// which key belongs to which tenant. Immutable.
///
/// Rows grow with the scale, tenants with its square root: a larger shop has more tenants and
/// larger ones.
public final class Population {
  public static final double SMALLEST_SCALE = 0.01;
  public static final double LARGEST_SCALE = 1000;

  /// Raised when the generated content changes, so that shops made before are told apart.
  public static final int GENERATION = 1;

  private static final int TENANTS = 40;
  private static final int USERS = 4_000;
  private static final int PRODUCTS = 3_000;
  private static final int PROMOTIONS = 900;
  private static final int ORDERS = 23_000;
  private static final int CARTS = 1_500;
  private static final int EVENTS = 57_000;
  private static final int DOCUMENTS = 4_500;
  private static final String[] CURRENCIES = {"EUR", "USD", "GBP", "CHF", "PLN"};

  private final long seed;
  private final double scale;
  private final int tenants;
  private final Shares users;
  private final Shares products;

  public Population(long seed, double scale) {
    if (!(scale >= SMALLEST_SCALE && scale <= LARGEST_SCALE)) {
      throw new IllegalArgumentException(
          "scale is not between " + SMALLEST_SCALE + " and " + LARGEST_SCALE + ": " + scale);
    }
    this.seed = seed;
    this.scale = scale;
    this.tenants = Math.max(4, (int) Math.round(TENANTS * Math.sqrt(scale)));
    this.users = new Shares(tenants, scaled(USERS));
    this.products = new Shares(tenants, scaled(PRODUCTS));
  }

  public long seed() {
    return seed;
  }

  public int tenants() {
    return tenants;
  }

  public long users() {
    return scaled(USERS);
  }

  public long products() {
    return scaled(PRODUCTS);
  }

  public long orders() {
    return scaled(ORDERS);
  }

  public long documents() {
    return scaled(DOCUMENTS);
  }

  long promotions() {
    return scaled(PROMOTIONS);
  }

  long carts() {
    return scaled(CARTS);
  }

  long events() {
    return scaled(EVENTS);
  }

  /// The id of the first event of a month, counted from 0; that of month 12 is one past the last.
  long firstEventOf(int month) {
    int before = 0;
    int all = 0;
    for (int m = 0; m < Calendar.MONTHS; m++) {
      all += weightOf(m);
      before += m < month ? weightOf(m) : 0;
    }
    return events() * before / all + 1;
  }

  private static int weightOf(int month) {
    return 8 + month;
  }

  /// A tenant, counted from 1; large ones come up more often.
  public int anyTenant(Dice dice) {
    return users.anyTenant(dice);
  }

  public long anyUserOf(int tenant, Dice dice) {
    return users.anyOf(tenant, dice);
  }

  public long anyProductOf(int tenant, Dice dice) {
    return products.anyOf(tenant, dice);
  }

  int tenantOfUser(long user) {
    return users.tenantOf(user);
  }

  int tenantOfProduct(long product) {
    return products.tenantOf(product);
  }

  /// Most prices are low, a few are high, and they end in 9.
  long priceCents(long product, Dice dice) {
    double unit = dice.roll(Topic.PRICE, product).unit();
    return 199 + 10 * (long) (unit * unit * unit * 40_000);
  }

  public int tenantOfOrder(long order) {
    return anyTenant(new Dice(seed).roll(Topic.ORDER, order));
  }

  /// What the customer of an order reads out to the support desk.
  public String customerReference(long order) {
    Dice dice = new Dice(seed).roll(Topic.REFERENCE, order);
    return "R" + dice.token(9);
  }

  /// The payment provider's name for the payment of an order, if the order was paid.
  public String paymentReference(long order) {
    return "PAY-" + new Dice(seed).roll(Topic.PAYMENT_REFERENCE, order).token(24);
  }

  Order order(long id, Dice dice) {
    dice.roll(Topic.ORDER, id);
    int tenant = anyTenant(dice);
    long user = anyUserOf(tenant, dice);
    long spacing = Calendar.momentOf(id, orders()) - Calendar.momentOf(id - 1, orders());
    long placedAt = Calendar.momentOf(id - 1, orders()) + dice.below(Math.max(1, spacing));
    Order.Status status = statusOf(id, dice);
    String currency = CURRENCIES[tenant % CURRENCIES.length];
    int size = 1 + Math.min(Math.min(dice.below(5), dice.below(8)), 6);
    long[] picked = new long[size];
    int[] quantities = new int[size];
    int[] discounts = new int[size];
    for (int i = 0; i < size; i++) {
      picked[i] = anyProductOf(tenant, dice);
      quantities[i] = 1 + Math.min(dice.below(4), dice.below(4));
      discounts[i] = dice.chance(15) ? 5 * (1 + dice.below(4)) : 0;
    }
    List<Order.Line> lines = new ArrayList<>(size);
    long total = 0;
    for (int i = 0; i < size; i++) {
      long price = priceCents(picked[i], dice);
      Order.Line line =
          new Order.Line(
              picked[i], quantities[i], price, quantities[i] * price * discounts[i] / 100);
      lines.add(line);
      total += line.amountCents();
    }
    return new Order(id, tenant, user, placedAt, status, currency, lines, total);
  }

  private Order.Status statusOf(long id, Dice dice) {
    int draw = dice.below(100);
    if (id > orders() - orders() / 30) {
      return draw < 30
          ? Order.Status.PENDING
          : draw < 65 ? Order.Status.PAID : Order.Status.SHIPPED;
    }
    return draw < 6
        ? Order.Status.CANCELLED
        : draw < 9 ? Order.Status.REFUNDED : Order.Status.DELIVERED;
  }

  private long scaled(int rowsAtOne) {
    return Math.max(TENANTS, Math.round(rowsAtOne * scale));
  }
}
