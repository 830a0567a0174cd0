package dev.ballast.observe.medium;

import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Counted;
import dev.ballast.evidence.IoReason;
import dev.ballast.store.alert.Remedy;
import dev.ballast.store.alert.Urgency;
import dev.ballast.targets.config.AlertSettings.Login;
import dev.ballast.targets.config.RouteSettings.MailServer;
import dev.ballast.targets.config.RouteSettings.MailTls;
import dev.ballast.targets.config.RouteSettings.Smtp;
import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Date;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Mail by SMTP. All messages about an alert refer to the first, so that programs show them as one
/// conversation; a message that comes twice has the same `Message-ID`.
final class MailMedium implements Medium {
  private static final Duration LIMIT = Duration.ofSeconds(45);
  private static final String STEP_MILLIS = "10000";
  private static final int MOST_SUBJECT = 200;
  private static final String TRUE = "true";

  private final Smtp to;
  private final Properties settings = new Properties();
  private final ExecutorService attempts = Executors.newVirtualThreadPerTaskExecutor();

  MailMedium(Smtp to, Optional<Path> rootCertificate) {
    this.to = to;
    MailServer server = to.server();
    set("connectiontimeout", STEP_MILLIS);
    set("timeout", STEP_MILLIS);
    set("writetimeout", STEP_MILLIS);
    set("auth", Boolean.toString(to.login().isPresent()));
    // A half that a receiver refuses must not keep the other from being sent.
    set("sendpartial", TRUE);
    if (server.tls() == MailTls.STARTTLS) {
      set("starttls.enable", TRUE);
      set("starttls.required", TRUE);
    } else if (server.tls() == MailTls.TLS) {
      set("ssl.enable", TRUE);
    }
    set("ssl.checkserveridentity", TRUE);
    set("ssl.protocols", "TLSv1.3 TLSv1.2");
    rootCertificate.ifPresent(
        file ->
            settings.put(
                "mail.smtp.ssl.socketFactory", RootCertificate.context(file).getSocketFactory()));
    set("ssl.socketFactory.fallback", "false");
  }

  private void set(String name, String value) {
    settings.setProperty("mail.smtp." + name, value);
  }

  /// Sends what the session was opened for.
  @FunctionalInterface
  private interface Work {
    String in(Transport transport, Session session) throws MessagingException;
  }

  @Override
  public Answer send(Notice notice) {
    return within(
        (transport, session) -> {
          MimeMessage message = message(notice, session);
          transport.sendMessage(message, message.getAllRecipients());
          return "handed to "
              + to.server().host()
              + " for "
              + Counted.of(to.to().size(), "mailbox", "mailboxes");
        });
  }

  @Override
  public Answer probe() {
    return within((_, _) -> to.server().host() + " takes mail");
  }

  private Answer within(Work work) {
    Optional<String> password = to.login().map(Login::password).map(p -> p.resolve());
    Future<Answer> running = attempts.submit(() -> attempt(work, password));
    try {
      return running.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      running.cancel(true);
      throw CommonError.interrupted("sending mail about alerts");
    } catch (TimeoutException e) {
      running.cancel(true);
      return Answer.Failed.inBetween(
          "the mail server took longer than " + LIMIT.toSeconds() + " s");
    } catch (ExecutionException e) {
      throw new IllegalStateException("mail could not be sent", e.getCause());
    }
  }

  private Answer attempt(Work work, Optional<String> password) {
    Session session = Session.getInstance(settings);
    boolean connected = false;
    try (Transport transport = session.getTransport("smtp")) {
      transport.connect(
          to.server().host(),
          to.server().port(),
          to.login().map(Login::user).orElse(null),
          password.orElse(null));
      connected = true;
      return new Answer.Accepted(work.in(transport, session));
    } catch (AuthenticationFailedException e) {
      return Answer.Failed.before("the mail server refuses user and password");
    } catch (SendFailedException e) {
      String refused = refused(e);
      return e.getValidSentAddresses() != null && e.getValidSentAddresses().length > 0
          ? new Answer.Accepted("handed to " + to.server().host() + ", which refuses " + refused)
          : Answer.Failed.before(
              "%s refuses %s: %s".formatted(to.server().host(), refused, why(e, password)));
    } catch (MessagingException e) {
      String why = why(e, password);
      return connected ? Answer.Failed.inBetween(why) : Answer.Failed.before(why);
    }
  }

  /// The mailboxes that it does not take mail for.
  private static String refused(SendFailedException e) {
    return e.getInvalidAddresses() == null
        ? "the mail"
        : Wording.line(
            Arrays.stream(e.getInvalidAddresses())
                .map(Address::toString)
                .collect(Collectors.joining(", ")));
  }

  private static String why(MessagingException e, Optional<String> password) {
    @Nullable Exception cause = e.getNextException();
    String text =
        cause instanceof IOException io ? IoReason.of(io) : String.valueOf(e.getMessage());
    String line = Wording.line(text.strip());
    return password.map(p -> line.replace(p, "***")).orElse(line);
  }

  private MimeMessage message(Notice notice, Session session) throws MessagingException {
    MimeMessage message = new Identified(session, id(notice.key()));
    message.setFrom(new InternetAddress(to.from()));
    for (String mailbox : to.to()) {
      message.addRecipient(RecipientType.TO, new InternetAddress(mailbox));
    }
    String headline = Wording.headline(notice);
    message.setSubject(
        headline.substring(0, Math.min(headline.length(), MOST_SUBJECT)),
        StandardCharsets.UTF_8.name());
    message.setSentDate(Date.from(notice.at()));
    if (!notice.key().equals(notice.firstKey())) {
      message.setHeader("In-Reply-To", id(notice.firstKey()));
      message.setHeader("References", id(notice.firstKey()));
    }
    // RFC 3834: nobody's absence is answered to.
    message.setHeader("Auto-Submitted", "auto-generated");
    if (notice.urgency() == Urgency.PAGE && !notice.isResolution()) {
      message.setHeader("Importance", "high");
    }
    message.setText(text(notice), StandardCharsets.UTF_8.name());
    return message;
  }

  private static String text(Notice notice) {
    StringBuilder text = new StringBuilder(Wording.headline(notice)).append("\n\n");
    Wording.facts(notice).forEach(line -> text.append(line).append('\n'));
    for (Remedy remedy : Wording.remedies(notice)) {
      text.append('\n').append(remedy.what()).append(":\n\n");
      remedy.command().lines().forEach(line -> text.append("    ").append(line).append('\n'));
    }
    return text.toString();
  }

  private String id(String key) {
    return "<" + key + "." + to.from().replace('@', '.') + "@ballast>";
  }

  /// A message that keeps the identity that it was given.
  private static final class Identified extends MimeMessage {
    private final String id;

    Identified(Session session, String id) {
      super(session);
      this.id = id;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", id);
    }
  }

  @Override
  public void close() {
    attempts.shutdownNow();
  }
}
