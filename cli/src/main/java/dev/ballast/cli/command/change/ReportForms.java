package dev.ballast.cli.command.change;

import static java.util.Objects.requireNonNull;

import dev.ballast.cli.command.CommandError;
import dev.ballast.evidence.Fault;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What `--report` requested: forms of a result, each printed or written to a file.
record ReportForms<F extends Enum<F>>(List<Written<F>> written) {
  ReportForms {
    written = List.copyOf(written);
  }

  /// A form and where it goes; printed where there is no file.
  record Written<F extends Enum<F>>(F format, Optional<Path> file) {
    Written {
      requireNonNull(format, "format is null");
      requireNonNull(file, "file is null");
    }
  }

  /// @param texts as they were typed: `junit`, or `junit=ballast.xml`
  static <F extends Enum<F>> ReportForms<F> of(List<String> texts, Class<F> formats) {
    List<Written<F>> forms = new ArrayList<>();
    for (String text : texts) {
      int equals = text.indexOf('=');
      String name = equals < 0 ? text : text.substring(0, equals);
      forms.add(
          new Written<>(
              format(name, formats),
              equals < 0 ? Optional.empty() : Optional.of(file(name, text.substring(equals + 1)))));
    }
    if (forms.stream().filter(form -> form.file().isEmpty()).count() > 1) {
      throw Fault.of(CommandError.OPTION_INVALID, "only one --report can be printed")
          .hint(
              "Give the others a file: --report %s=ballast.%s."
                  .formatted(forms.getFirst().format(), forms.getFirst().format()));
    }
    return new ReportForms<>(forms);
  }

  /// The form that is printed in place of the text, if one is.
  Optional<F> printed() {
    return written.stream().filter(form -> form.file().isEmpty()).map(Written::format).findFirst();
  }

  /// Writes the files. Fault `report-unwritable`.
  void write(Function<F, String> rendering) {
    for (Written<F> form : written) {
      if (form.file().isPresent()) {
        ReportFile.write(form.file().get(), rendering.apply(form.format()));
      }
    }
  }

  private static Path file(String format, String file) {
    if (file.isBlank()) {
      throw Fault.of(CommandError.OPTION_INVALID, "--report " + format + "= names no file")
          .hint("Write --report %s=FILE, or --report %s to print it.".formatted(format, format));
    }
    return Path.of(file);
  }

  private static <F extends Enum<F>> F format(String name, Class<F> formats) {
    return Arrays.stream(formats.getEnumConstants())
        .filter(format -> format.toString().equals(name.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                Fault.of(CommandError.OPTION_INVALID, "there is no report format " + name)
                    .hint(
                        "One of %s; --output json is Ballast's own."
                            .formatted(
                                Arrays.stream(formats.getEnumConstants())
                                    .map(Enum::toString)
                                    .collect(Collectors.joining(", ")))));
  }
}
