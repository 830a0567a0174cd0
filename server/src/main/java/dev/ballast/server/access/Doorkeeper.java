package dev.ballast.server.access;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.store.StoreError;
import dev.ballast.store.access.ApiTokens;
import dev.ballast.store.access.SecretHash;
import dev.ballast.store.access.WebSessions;
import dev.ballast.store.database.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Says who a request is of. While the store is away, those whom it confirmed within an hour are
/// remembered, so that metrics and figures can be read. Safe for any number of threads.
public final class Doorkeeper {
  /// What a token begins with, so that a scanner of published sources recognises it.
  static final String TOKEN_MARK = "blt_";

  private static final Pattern TOKEN =
      Pattern.compile("(" + TOKEN_MARK + "[0-9a-f]{12})_[0-9a-f]{64}");
  private static final Pattern COOKIE = Pattern.compile("[0-9a-f]{64}");

  private static final Duration MEMORY = Duration.ofHours(1);
  private static final int REMEMBERED = 1000;

  private final Predicate<String> ownersToken;
  private final WebSessions sessions;
  private final ApiTokens tokens;
  private final Clock clock;
  private final Map<SecretHash, Confirmed> remembered =
      Collections.synchronizedMap(
          new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<SecretHash, Confirmed> eldest) {
              return size() > REMEMBERED;
            }
          });

  private record Confirmed(Identity identity, Instant at, Optional<Instant> endsAt) {
    boolean isGood(Instant now) {
      return now.isBefore(at.plus(MEMORY)) && endsAt.map(now::isBefore).orElse(true);
    }
  }

  /// @param ownersToken whether a text is the token of the node's folder
  public Doorkeeper(
      Predicate<String> ownersToken, WebSessions sessions, ApiTokens tokens, Clock clock) {
    this.ownersToken = ownersToken;
    this.sessions = sessions;
    this.tokens = tokens;
    this.clock = clock;
  }

  /// What a request shows of itself.
  ///
  /// @param bearer the token, where it has one; the cookie is then not looked at
  /// @param cookie of the session
  public record Shown(Optional<String> bearer, Optional<String> cookie) {}

  /// Who it is; nobody, where what is shown is good for nothing. Throws what keeps the store from
  /// being asked about somebody who is not remembered.
  public Identity identify(Shown shown) {
    if (shown.bearer().isPresent()) {
      return ofToken(shown.bearer().get());
    }
    return shown
        .cookie()
        .filter(cookie -> COOKIE.matcher(cookie).matches())
        .map(SecretHash::of)
        .map(hash -> confirmed(hash, now -> session(hash, now)))
        .orElseGet(Identity.Nobody::new);
  }

  private Optional<Confirmed> session(SecretHash hash, Instant now) {
    return sessions
        .find(hash, now)
        .map(
            live ->
                new Confirmed(
                    new Identity.Person(live.account(), hash, live.endsAt()),
                    now,
                    Optional.of(live.endsAt())));
  }

  private Identity confirmed(SecretHash hash, Function<Instant, Optional<Confirmed>> asking) {
    Instant now = clock.now();
    try {
      Optional<Confirmed> found = asking.apply(now);
      found.ifPresentOrElse(
          confirmed -> remembered.put(hash, confirmed), () -> remembered.remove(hash));
      return found.map(Confirmed::identity).orElseGet(Identity.Nobody::new);
    } catch (Fault fault) {
      CommonError.rethrowInterrupt(fault);
      Confirmed confirmed = remembered.get(hash);
      boolean away = fault.code() == StoreError.STORE_AWAY || Store.isPassing(fault);
      if (!away || confirmed == null || !confirmed.isGood(now)) {
        throw fault;
      }
      return new Identity.Remembered(confirmed.identity());
    }
  }

  /// The owner's token needs no store.
  private Identity ofToken(String token) {
    if (ownersToken.test(token)) {
      return new Identity.Owner();
    }
    Matcher form = TOKEN.matcher(token);
    if (!form.matches()) {
      return new Identity.Nobody();
    }
    SecretHash hash = SecretHash.of(token);
    return confirmed(
        hash,
        now ->
            tokens
                .find(form.group(1), hash, now)
                .map(found -> new Confirmed(new Identity.Program(found), now, found.endsAt())));
  }
}
