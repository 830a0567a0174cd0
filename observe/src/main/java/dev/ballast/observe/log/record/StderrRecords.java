package dev.ballast.observe.log.record;

import dev.ballast.observe.log.record.Draft.Part;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Records of lines behind a prefix. A message's further lines begin with a tab; its details, hint,
/// context and statement follow it directly, each behind a prefix of its own. Whether more follows
/// shows only with the next message.
final class StderrRecords implements RecordReader {
  /// What a server writes behind an error's text that has a position, in English.
  private static final Pattern POSITION = Pattern.compile(" at character \\d{1,9}$");

  /// With `log_error_verbosity = verbose` the SQLSTATE is in front of the text.
  private static final Pattern STATE = Pattern.compile("([0-9A-Z]{5}): (.*)", Pattern.DOTALL);

  private final LogForm form;
  private final LogTime time;
  private final Consumer<LogRecord> sink;
  private final Lines lines = new Lines(this::line);
  private @Nullable Draft current;
  private Part part = Part.MESSAGE;
  private final StringBuilder text = new StringBuilder();
  private LinePrefix likely;
  private int kept;
  private long heldBytes;
  private long unreadable;

  StderrRecords(LogForm form, Consumer<LogRecord> sink) {
    this.form = form;
    this.time = form.time();
    this.sink = sink;
    this.likely = form.prefixes().getFirst();
  }

  @Override
  public void feed(byte[] bytes, int length) {
    lines.feed(bytes, length);
  }

  @Override
  public void settle() {
    if (lines.unfinished() == 0) {
      give();
    }
  }

  @Override
  public void end() {
    lines.end();
    give();
  }

  @Override
  public long unfinished() {
    return heldBytes + lines.unfinished();
  }

  @Override
  public long unreadable() {
    return unreadable;
  }

  private void line(byte[] bytes, int from, int to, boolean cut, long size) {
    Draft open = current;
    if (to > from && bytes[from] == '\t' && open != null) {
      open.cut |= cut;
      append("\n", ByteText.of(bytes, from + 1, to));
      heldBytes += size;
      return;
    }
    String line = ByteText.of(bytes, from, to);
    Draft draft = new Draft();
    Optional<Words.Word> word = word(line, draft);
    if (word.isEmpty()) {
      // Lines of other programs may be between a message and its details.
      unreadable++;
      heldBytes += open == null ? 0 : size;
      return;
    }
    String rest = line.substring(word.get().textAt());
    Level level = word.get().level();
    if (level != null) {
      give();
      draft.level = level;
      draft.cut = cut;
      begin(draft, rest);
      heldBytes = size;
    } else if (open != null) {
      closePart();
      part = word.get().part() == null ? Part.OTHER : word.get().part();
      open.cut |= cut;
      append("", rest);
      heldBytes += size;
    } else {
      unreadable++;
    }
  }

  private Optional<Words.Word> word(String line, Draft draft) {
    Optional<Words.Word> word = likely.read(line, draft, time);
    List<LinePrefix> prefixes = form.prefixes();
    for (int i = 0; word.isEmpty() && i < prefixes.size(); i++) {
      LinePrefix other = prefixes.get(i);
      if (!other.equals(likely)) {
        word = other.read(line, draft, time);
        if (word.isPresent()) {
          likely = other;
        }
      }
    }
    return word;
  }

  private void begin(Draft draft, String rest) {
    current = draft;
    part = Part.MESSAGE;
    kept = 0;
    text.setLength(0);
    Matcher verbose = STATE.matcher(rest);
    if (!draft.hasSqlState() && verbose.matches()) {
      draft.sqlState(verbose.group(1));
      append("", verbose.group(2));
    } else {
      append("", rest);
    }
  }

  private void append(String before, String more) {
    int fits = Math.min(more.length(), GREATEST_MESSAGE - kept - before.length());
    if (fits < more.length() && current != null) {
      current.cut = true;
    }
    if (fits > 0) {
      text.append(before).append(more, 0, fits);
      kept += fits + before.length();
    }
  }

  private void closePart() {
    if (current != null && part != Part.OTHER) {
      String whole = text.toString();
      current.text(
          part,
          part == Part.MESSAGE && current.level == Level.ERROR
              ? POSITION.matcher(whole).replaceFirst("")
              : whole);
    }
    text.setLength(0);
  }

  private void give() {
    Draft done = current;
    if (done != null) {
      closePart();
      current = null;
      heldBytes = 0;
      sink.accept(done.record());
    }
  }
}
