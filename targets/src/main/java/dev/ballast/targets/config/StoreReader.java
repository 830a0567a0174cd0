package dev.ballast.targets.config;

import dev.ballast.targets.ProcessEnvironment;
import dev.ballast.targets.secret.PasswordSource;
import dev.ballast.targets.yaml.ScalarType;
import dev.ballast.targets.yaml.Section;
import java.util.Map;
import java.util.Optional;

/// Reads the section `serve.store`. For one file.
final class StoreReader {
  private static final long LEAST_JOURNAL = 1L << 20;
  private static final long MOST_JOURNAL = 1L << 40;

  private static final ScalarType<Long> JOURNAL =
      ScalarType.text("a size such as 1GB", StoreReader::journal);

  private final ScalarType<Endpoint> url;
  private final ScalarType<PasswordSource> password;

  /// @param environment its working directory is the file's folder
  StoreReader(ProcessEnvironment environment, ScalarType<PasswordSource> password) {
    // What a file says is the same in every environment: libpq's variables do not fill it up.
    ProcessEnvironment plain =
        new ProcessEnvironment(
            Map.of(), environment.home(), environment.workingDirectory(), environment.user());
    this.url = ScalarType.text("a URL", text -> TargetUrl.read(text, plain).endpoint());
    this.password = password;
  }

  StoreSettings read(Section section) {
    Optional<Endpoint> endpoint = section.optional("url", url);
    PasswordSource source =
        section
            .optional("password", password)
            .orElseGet(() -> new PasswordSource.FromPgPass(Optional.empty(), false));
    if (section.has("password") && !section.has("url")) {
      section.reject("password", "password is read only with url");
    }
    long journal = section.optional("journal", JOURNAL).orElse(StoreSettings.DEFAULT_JOURNAL_BYTES);
    section.done();
    return new StoreSettings(endpoint.map(e -> new StoreSettings.External(e, source)), journal);
  }

  private static long journal(String text) {
    long bytes = ChangeReader.size(text);
    if (bytes < LEAST_JOURNAL || bytes > MOST_JOURNAL) {
      throw new IllegalArgumentException("must be from 1MB to 1TB");
    }
    return bytes;
  }
}
