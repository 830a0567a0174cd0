package dev.ballast.server.http;

import static java.util.Objects.requireNonNull;

import dev.ballast.server.access.Need;
import io.helidon.http.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One thing that the node does over HTTP, declared once: routing, permission and the OpenAPI
/// document are made of it.
///
/// @param path with its parameters in braces
public record Endpoint(Method method, String path, Need need, Contract contract, Handler handler) {
  public Endpoint {
    requireNonNull(method, "method is null");
    requireNonNull(path, "path is null");
    requireNonNull(need, "need is null");
    requireNonNull(contract, "contract is null");
    requireNonNull(handler, "handler is null");
  }

  /// What a request may carry and what is returned.
  ///
  /// @param summary a sentence without a full stop
  /// @param body the type of the JSON that a request carries
  public record Contract(
      String summary, List<Parameter> parameters, Optional<Class<?>> body, Answer answer) {
    public Contract {
      requireNonNull(summary, "summary is null");
      parameters = List.copyOf(parameters);
      requireNonNull(body, "body is null");
      requireNonNull(answer, "answer is null");
    }
  }

  /// What is returned where nothing fails.
  public sealed interface Answer {
    /// JSON of that type.
    record Json(Class<?> type) implements Answer {}

    /// Text of that media type.
    record Text(String mediaType) implements Answer {}

    /// A page for people, or a file that pages use. What fails is a page too.
    record Page() implements Answer {}
  }

  /// Whether it is for people, in a browser.
  boolean isPage() {
    return contract.answer() instanceof Answer.Page;
  }

  /// Does it. Throws what keeps it from being done.
  @FunctionalInterface
  public interface Handler {
    Reply handle(Call call);
  }

  /// Makes the body of an answer.
  @FunctionalInterface
  public interface Answering<T> {
    T answer(Call call);
  }

  /// What is read.
  ///
  /// @param summary a sentence without a full stop
  public static Draft get(String path, Need need, String summary) {
    return new Draft(Method.GET, path, need, new Summary(summary, List.of(), Optional.empty()));
  }

  /// What changes something.
  ///
  /// @param summary a sentence without a full stop
  public static Draft post(String path, Need need, String summary) {
    return new Draft(Method.POST, path, need, new Summary(summary, List.of(), Optional.empty()));
  }

  /// What takes something away.
  ///
  /// @param summary a sentence without a full stop
  public static Draft delete(String path, Need need, String summary) {
    return new Draft(Method.DELETE, path, need, new Summary(summary, List.of(), Optional.empty()));
  }

  private record Summary(String text, List<Parameter> parameters, Optional<Class<?>> body) {}

  /// An endpoint whose answer is not declared yet.
  public static final class Draft {
    private final Method method;
    private final String path;
    private final Need need;
    private final Summary summary;

    private Draft(Method method, String path, Need need, Summary summary) {
      this.method = method;
      this.path = path;
      this.need = need;
      this.summary = summary;
    }

    /// Parameters after those that were declared before.
    public Draft taking(Parameter... parameters) {
      List<Parameter> all = new ArrayList<>(summary.parameters());
      all.addAll(List.of(parameters));
      return new Draft(method, path, need, new Summary(summary.text(), all, summary.body()));
    }

    /// The type of the JSON that a request carries.
    public Draft reading(Class<?> body) {
      return new Draft(
          method, path, need, new Summary(summary.text(), summary.parameters(), Optional.of(body)));
    }

    /// Returns a page for people.
    public Endpoint showing(Handler handler) {
      return replying(new Answer.Page(), handler);
    }

    /// Returns JSON of that type, with status 200.
    public <T> Endpoint answering(Class<T> type, Answering<T> how) {
      return replying(new Answer.Json(type), call -> Reply.json(how.answer(call)));
    }

    /// For other statuses, headers and media types.
    public Endpoint replying(Answer answer, Handler handler) {
      return new Endpoint(
          method,
          path,
          need,
          new Contract(summary.text(), summary.parameters(), summary.body(), answer),
          handler);
    }
  }
}
