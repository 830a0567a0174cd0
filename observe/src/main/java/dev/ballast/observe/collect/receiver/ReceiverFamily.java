package dev.ballast.observe.collect.receiver;

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

/// A standby's own WAL receiver.
public final class ReceiverFamily extends Family<ReceiverRow> {
  public ReceiverFamily() {
    super(
        "receiver",
        Duration.ofSeconds(10),
        List.of(
            gauge(
                "streaming", Unit.NUMBER, "1 while WAL is streamed", r -> Known.or(r.streaming())),
            gauge("timeline", Unit.NUMBER, "The timeline it receives", r -> Known.or(r.timeline())),
            gauge(
                "written_position_bytes",
                Unit.BYTES,
                "End of the WAL received and written",
                r -> Known.or(r.written())),
            gauge(
                "flushed_position_bytes",
                Unit.BYTES,
                "End of the WAL received and flushed to disk",
                r -> Known.or(r.flushed())),
            gauge(
                "sender_position_bytes",
                Unit.BYTES,
                "End of the WAL that the sender had at its last message",
                r -> Known.or(r.senderEnd())),
            gauge(
                "last_message_seconds",
                Unit.SECONDS,
                "Time since the last message of the sender",
                r -> Known.or(r.messageAge()))));
  }

  @Override
  public String help() {
    return "The WAL receiver of a standby";
  }

  @Override
  protected List<ReceiverRow> ask(Session session, ServerFacts server) {
    return session.query(
        SqlResource.load(ReceiverFamily.class, "query", server.version()), ReceiverFamily::row);
  }

  private static ReceiverRow row(Row row) {
    return new ReceiverRow(
        row.numberOrEmpty("streaming"),
        row.numberOrEmpty("timeline"),
        row.decimalOrEmpty("written"),
        row.decimalOrEmpty("flushed"),
        row.decimalOrEmpty("sender_end"),
        row.decimalOrEmpty("message_age"));
  }

  @Override
  protected Labels labels(ReceiverRow row) {
    return Labels.NONE;
  }
}
