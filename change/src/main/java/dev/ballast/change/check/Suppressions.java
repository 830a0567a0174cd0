package dev.ballast.change.check;

import dev.ballast.sql.script.Comment;
import dev.ballast.sql.script.Script;
import dev.ballast.sql.script.ScriptPart;
import dev.ballast.sql.script.SourceText;
import dev.ballast.sql.script.Span;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The suppressions of one script, and what is wrong with them. Immutable.
///
/// @param mistakes comments that mean to accept and do not: without a reason, without a day, with a
///     rule that nobody knows
public record Suppressions(List<Suppression> valid, List<Mistake> mistakes) {
  /// How it is written, for hints.
  public static final String FORM =
      "-- ballast:ignore <rule>[, <rule>] until <yyyy-mm-dd>: <reason>";

  private static final Pattern MARK =
      Pattern.compile("ballast:ignore(-file)?\\b\\s*(.*)", Pattern.DOTALL);
  private static final Pattern BODY =
      Pattern.compile("([a-z0-9][a-z0-9,\\s-]*?)\\s+until\\s+(\\S+?)\\s*:\\s*(.*)", Pattern.DOTALL);

  /// A comment that means to accept a finding and cannot.
  public record Mistake(Span comment, String message) {}

  public Suppressions {
    valid = List.copyOf(valid);
    mistakes = List.copyOf(mistakes);
  }

  /// Reads every comment of a script.
  ///
  /// @param known the ids of all rules, and of the faults of files that can be accepted
  public static Suppressions of(Script script, Set<String> known) {
    List<Suppression> valid = new ArrayList<>();
    List<Mistake> mistakes = new ArrayList<>();
    for (Comment comment : script.comments()) {
      Matcher mark = MARK.matcher(bare(script.source().text(comment.span()), comment.block()));
      if (mark.lookingAt()) {
        boolean wholeFile = mark.group(1) != null;
        read(script, comment, wholeFile, mark.group(2).strip(), known, valid, mistakes);
      }
    }
    return new Suppressions(valid, mistakes);
  }

  private static String bare(String comment, boolean block) {
    String inner = comment.substring(2);
    return (block && inner.endsWith("*/") ? inner.substring(0, inner.length() - 2) : inner).strip();
  }

  private static void read(
      Script script,
      Comment comment,
      boolean wholeFile,
      String text,
      Set<String> known,
      List<Suppression> valid,
      List<Mistake> mistakes) {
    Matcher body = BODY.matcher(text);
    if (!body.matches() || body.group(3).isBlank()) {
      mistakes.add(
          new Mistake(comment.span(), "it needs a rule, a last day and a reason: " + FORM));
      return;
    }
    List<String> rules = Arrays.stream(body.group(1).split("[,\\s]+")).toList();
    Optional<String> stranger = rules.stream().filter(rule -> !known.contains(rule)).findFirst();
    if (stranger.isPresent()) {
      mistakes.add(new Mistake(comment.span(), "there is no rule " + stranger.get()));
      return;
    }
    try {
      LocalDate until = LocalDate.parse(body.group(2));
      Span covers =
          wholeFile ? new Span(0, script.source().text().length() + 1) : covered(script, comment);
      valid.add(new Suppression(comment.span(), rules, covers, until, body.group(3).strip()));
    } catch (DateTimeParseException e) {
      mistakes.add(
          new Mistake(comment.span(), body.group(2) + " is no day of the form yyyy-mm-dd"));
    }
  }

  /// The statement around the comment, or the one that ends on its line, or the next one.
  private static Span covered(Script script, Comment comment) {
    SourceText source = script.source();
    Span at = comment.span();
    int line = source.position(at.start()).line();
    Span next = at;
    for (ScriptPart part : script.parts()) {
      Span span = part.span();
      boolean around = span.start() <= at.start() && at.start() < span.end();
      boolean before = span.end() <= at.start() && source.position(span.end()).line() == line;
      if (around || before) {
        return span;
      }
      if (span.start() >= at.end()) {
        return next.equals(at) ? span : next;
      }
    }
    return next;
  }
}
