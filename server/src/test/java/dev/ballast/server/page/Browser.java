package dev.ballast.server.page;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// A real browser without a screen, and what it complains of. For one thread.
public final class Browser implements AutoCloseable {
  private static final List<Path> PROGRAMS =
      Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
          .map(Path::of)
          .toList();

  private final Playwright playwright;
  private final com.microsoft.playwright.Browser browser;
  private final String home;

  private Browser(Playwright playwright, com.microsoft.playwright.Browser browser, String home) {
    this.playwright = playwright;
    this.browser = browser;
    this.home = home;
  }

  /// Where a browser is installed; Debian has it as the package chromium.
  public static Optional<Path> program() {
    return PROGRAMS.stream().filter(Files::isExecutable).findFirst();
  }

  /// Starts it.
  ///
  /// @param home the only address that pages may ask
  public static Browser start(Path program, URI home) {
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    return new Browser(
        playwright,
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(program)
                    .setArgs(List.of("--no-sandbox"))),
        home.toString());
  }

  /// How somebody looks at pages.
  public enum Look {
    LIGHT(ColorScheme.LIGHT, 1280, 900),
    DARK(ColorScheme.DARK, 1280, 900),
    PHONE(ColorScheme.LIGHT, 390, 844);

    private final ColorScheme scheme;
    private final int width;
    private final int height;

    Look(ColorScheme scheme, int width, int height) {
      this.scheme = scheme;
      this.width = width;
      this.height = height;
    }
  }

  /// Logs in once; the session is for any number of windows.
  String session(String user, String password) {
    try (Window window = open(Look.LIGHT, true, Optional.empty())) {
      window.go("/login");
      window.logIn(user, password);
      return window.context.storageState();
    }
  }

  Window open(Look look, String session) {
    return open(look, true, Optional.of(session));
  }

  /// Opens a window.
  ///
  /// @param scripts whether pages may run theirs
  /// @param session of somebody who is logged in already
  public Window open(Look look, boolean scripts, Optional<String> session) {
    com.microsoft.playwright.Browser.NewContextOptions options =
        new com.microsoft.playwright.Browser.NewContextOptions();
    session.ifPresent(options::setStorageState);
    BrowserContext context =
        browser.newContext(
            options
                .setColorScheme(look.scheme)
                .setViewportSize(look.width, look.height)
                .setTimezoneId("Europe/Berlin")
                .setJavaScriptEnabled(scripts));
    return new Window(context, home);
  }

  /// One reader's window with a session of its own.
  public static final class Window implements AutoCloseable {
    private static final int MOST_STOPS = 60;

    private final BrowserContext context;
    private final Page page;
    private final String home;
    private final List<String> complaints = new ArrayList<>();

    Window(BrowserContext context, String home) {
      this.context = context;
      this.home = home;
      this.page = context.newPage();
      page.onConsoleMessage(
          message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
              complaints.add("console: " + message.text());
            }
          });
      page.onPageError(error -> complaints.add("script: " + error));
      page.onDialog(
          dialog -> {
            complaints.add("dialog: " + dialog.message());
            dialog.dismiss();
          });
      page.onRequest(
          request -> {
            if (!request.url().startsWith(home) && !request.url().startsWith("data:")) {
              complaints.add("asks elsewhere: " + request.url());
            }
          });
      page.onRequestFailed(request -> complaints.add("failed: " + request.url()));
    }

    public Page page() {
      return page;
    }

    /// Goes there, and returns the status.
    public int go(String path) {
      return page.navigate(home + path).status();
    }

    /// Logs in, and waits for the page that follows.
    void logIn(String user, String password) {
      enter(user, password);
      page.waitForSelector(".who");
    }

    /// Is refused, and waits for the page that says so.
    void logInInVain(String user, String password) {
      enter(user, password);
      page.waitForSelector("#refused");
    }

    private void enter(String user, String password) {
      page.fill("#user", user);
      page.fill("#password", password);
      page.click("main button[type=submit]");
    }

    /// What went wrong since the last call.
    public List<String> complaints() {
      List<String> all = List.copyOf(complaints);
      complaints.clear();
      return all;
    }

    /// What a reader with other senses or hands would stumble over: WCAG 2.2 A and AA.
    public List<String> barriers() {
      return new AxeBuilder(page)
              .withTags(
                  List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"))
              .analyze()
              .getViolations()
              .stream()
              .map(Window::text)
              .toList();
    }

    private static String text(Rule rule) {
      return rule.getId()
          + ": "
          + rule.getNodes().stream().limit(3).map(node -> node.getHtml()).toList();
    }

    /// Walks through the page by the key that leads from one thing to the next, and returns what is
    /// wrong with it: a thing that is left out or comes too early, or one whose focus is not seen.
    public List<String> walk() {
      page.evaluate(resource("walk.js"));
      int stops = ((Number) page.evaluate("ballastWalk.stops.length")).intValue();
      for (int i = 0; i < Math.min(stops, MOST_STOPS); i++) {
        page.keyboard().press("Tab");
      }
      return ((List<?>) page.evaluate("ballastWalk.faults()"))
          .stream().map(String::valueOf).toList();
    }

    private static String resource(String name) {
      try (InputStream in = Browser.class.getResourceAsStream(name)) {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /// What makes the window have to be moved sideways; empty where nothing does.
    public List<String> tooWide() {
      Object found =
          page.evaluate(
              "document.documentElement.scrollWidth <= window.innerWidth + 1 ? []"
                  + " : [...document.querySelectorAll('main *')]"
                  + ".filter(e => !e.closest('.wide') && e.getBoundingClientRect().right"
                  + " > window.innerWidth + 1).map(e => e.outerHTML.slice(0, 200))");
      return ((List<?>) found).stream().map(String::valueOf).toList();
    }

    /// What the window shows, without what is below.
    public void view(Path file) {
      page.screenshot(new Page.ScreenshotOptions().setPath(file));
    }

    /// The whole page.
    public void picture(Path file) {
      page.screenshot(new Page.ScreenshotOptions().setPath(file).setFullPage(true));
    }

    @Override
    public void close() {
      context.close();
    }
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
