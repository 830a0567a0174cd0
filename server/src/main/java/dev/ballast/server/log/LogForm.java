package dev.ballast.server.log;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.ballast.evidence.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;

/// How a line is written.
public enum LogForm {
  /// One JSON object a line, without what is empty.
  JSON {
    @Override
    public String of(LogLine line) {
      return MAPPER.writeValueAsString(line);
    }
  },
  /// For people at a terminal.
  TEXT {
    @Override
    public String of(LogLine line) {
      List<String> words = new ArrayList<>();
      words.add(line.at().toString());
      words.add(line.severity().name().toLowerCase(Locale.ROOT));
      words.add(line.kind().name().toLowerCase(Locale.ROOT));
      line.correlation().ifPresent(words::add);
      line.target().ifPresent(words::add);
      line.job().ifPresent(words::add);
      words.add(line.message());
      line.code().ifPresent(code -> words.add("(" + code + ")"));
      return String.join(" ", words);
    }
  };

  private static final JsonMapper MAPPER =
      Json.mapper()
          .rebuild()
          .changeDefaultPropertyInclusion(
              old -> old.withValueInclusion(JsonInclude.Include.NON_ABSENT))
          .build();

  public abstract String of(LogLine line);
}
