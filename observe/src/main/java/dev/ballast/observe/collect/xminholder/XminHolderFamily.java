package dev.ballast.observe.collect.xminholder;

import static dev.ballast.observe.family.Metric.gauge;

import dev.ballast.observe.family.Family;
import dev.ballast.observe.family.Known;
import dev.ballast.observe.family.ServerFacts;
import dev.ballast.observe.family.Unit;
import dev.ballast.postgres.jdbc.Row;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SqlResource;
import dev.ballast.store.sample.Labels;
import java.time.Duration;
import java.util.List;

/// What holds back the oldest transaction id, by kind.
public final class XminHolderFamily extends Family<XminHolderRow> {
  public XminHolderFamily() {
    super(
        "xmin_holder",
        Duration.ofSeconds(30),
        List.of(
            gauge(
                "age_transactions",
                Unit.TRANSACTIONS,
                "Transactions since the oldest one it holds",
                r -> Known.or(r.age())),
            gauge(
                "holders",
                Unit.NUMBER,
                "How many of the kind hold one",
                r -> Known.or(r.holders()))));
  }

  @Override
  public String help() {
    return "What keeps vacuum from removing rows";
  }

  @Override
  protected List<XminHolderRow> ask(Session session, ServerFacts server) {
    return session.query(
        SqlResource.load(XminHolderFamily.class, "query", server.version()), XminHolderFamily::row);
  }

  private static XminHolderRow row(Row row) {
    return new XminHolderRow(
        row.text("holder"), row.numberOrEmpty("age"), row.numberOrEmpty("holders"));
  }

  @Override
  protected Labels labels(XminHolderRow row) {
    return Labels.of("holder", row.holder());
  }
}
