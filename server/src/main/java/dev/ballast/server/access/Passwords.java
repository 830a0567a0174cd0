package dev.ballast.server.access;

import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/// Hashes passwords with Argon2id (RFC 9106), which costs memory and time on purpose. Only a few
/// are hashed at a time and a few wait, on threads of their own: many logins at once take neither
/// all the memory of a node nor the threads that answer other requests. Safe for any number of
/// threads.
public final class Passwords {
  /// What one hash takes, as OWASP's "Password Storage Cheat Sheet" asks for.
  private static final int MEMORY_KIB = 19 * 1024;

  private static final int PASSES = 2;
  private static final int LANES = 1;
  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;

  /// How many are hashed at a time.
  private static final int PARALLEL = 2;

  /// How many may wait for that.
  static final int WAITING = 16;

  private static final Duration WAIT = Duration.ofSeconds(10);
  private static final int SHORTEST = 12;
  private static final int LONGEST = 256;

  /// The largest parameters of a stored hash that are computed: a store may be another's.
  private static final int MOST_MEMORY_KIB = 256 * 1024;

  private static final int MOST_PASSES = 10;

  private static final Pattern STORED =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,2}),p=1\\$([\\w+/]+)\\$([\\w+/]+)");

  private static final SecureRandom RANDOM = new SecureRandom();

  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          PARALLEL,
          PARALLEL,
          WAIT.toMillis(),
          TimeUnit.MILLISECONDS,
          new ArrayBlockingQueue<>(WAITING),
          Thread.ofPlatform().daemon().name("passwords-", 0).factory());

  /// Is compared with where there is no user, so that the answer takes as long.
  private final String nobodys =
      encode(MEMORY_KIB, PASSES, new byte[SALT_BYTES], new byte[HASH_BYTES]);

  public Passwords() {
    threads.allowCoreThreadTimeOut(true);
  }

  /// Refuses with `password-weak` what is too easy to guess.
  public static void requireStrong(String name, String password) {
    String why =
        password.length() < SHORTEST
            ? "it has fewer than " + SHORTEST + " characters"
            : password.length() > LONGEST
                ? "it has more than " + LONGEST + " characters"
                : password.toLowerCase(Locale.ROOT).contains(name.toLowerCase(Locale.ROOT))
                    ? "it contains the user's name"
                    : password.chars().distinct().count() < SHORTEST / 2
                        ? "it has only a few different characters"
                        : "";
    if (!why.isEmpty()) {
      throw Fault.of(AccessError.PASSWORD_WEAK, "the password is too easy to guess")
          .detail(why)
          .hint("Take a sentence, or let a password manager make one.");
    }
  }

  /// The hash of a password with a new salt, as `$argon2id$v=19$m=...`.
  public String hash(String password) {
    byte[] salt = new byte[SALT_BYTES];
    RANDOM.nextBytes(salt);
    return encode(MEMORY_KIB, PASSES, salt, computed(password, MEMORY_KIB, PASSES, salt));
  }

  /// Whether a password has this hash. Takes as long where there is none.
  public boolean matches(String password, Optional<String> stored) {
    Matcher form = STORED.matcher(stored.orElse(nobodys));
    if (!form.matches()) {
      throw new IllegalStateException("the stored hash of a password has no known form");
    }
    int memory = Integer.parseInt(form.group(1));
    int passes = Integer.parseInt(form.group(2));
    if (memory > MOST_MEMORY_KIB || passes > MOST_PASSES || passes < 1) {
      throw new IllegalStateException("the stored hash of a password asks for too much");
    }
    Base64.Decoder base64 = Base64.getDecoder();
    byte[] hash = computed(password, memory, passes, base64.decode(form.group(3)));
    return MessageDigest.isEqual(hash, base64.decode(form.group(4))) && stored.isPresent();
  }

  private byte[] computed(String password, int memory, int passes, byte[] salt) {
    if (password.length() > LONGEST) {
      return new byte[0];
    }
    try {
      Future<byte[]> hash = threads.submit(() -> argon2(password, memory, passes, salt));
      try {
        return hash.get(WAIT.toMillis(), TimeUnit.MILLISECONDS);
      } finally {
        hash.cancel(true);
      }
    } catch (RejectedExecutionException | TimeoutException e) {
      throw Throttled.after(WAIT, "too many passwords are being checked");
    } catch (InterruptedException e) {
      throw CommonError.interrupted("hashing a password");
    } catch (ExecutionException e) {
      throw new IllegalStateException("a password cannot be hashed", e);
    }
  }

  private static byte[] argon2(String password, int memory, int passes, byte[] salt) {
    Argon2BytesGenerator argon2 = new Argon2BytesGenerator();
    argon2.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(memory)
            .withIterations(passes)
            .withParallelism(LANES)
            .withSalt(salt)
            .build());
    byte[] hash = new byte[HASH_BYTES];
    byte[] bytes = password.getBytes(StandardCharsets.UTF_8);
    argon2.generateBytes(bytes, hash);
    Arrays.fill(bytes, (byte) 0);
    return hash;
  }

  private static String encode(int memory, int passes, byte[] salt, byte[] hash) {
    Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
    return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
        .formatted(memory, passes, LANES, base64.encodeToString(salt), base64.encodeToString(hash));
  }
}
