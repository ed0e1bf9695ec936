package io.drover.sandbox.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The Chromium of this machine, driven by Playwright; nothing is downloaded. */
public record Chromium(Playwright playwright, Browser browser) implements AutoCloseable {
    /** What to do where there is none. */
    public static final String MISSING =
            "No Chromium on this machine: install it (Debian: apt-get install chromium), or name its program in CHROME_BIN.";

    /** As Debian and others name it; {@code CHROME_BIN} comes first. */
    public static Optional<Path> find() {
        return Stream.of(
                        Optional.ofNullable(System.getenv("CHROME_BIN")).orElse(""),
                        "/usr/bin/chromium",
                        "/usr/bin/chromium-browser",
                        "/usr/bin/google-chrome")
                .filter(path -> !path.isEmpty())
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    public static Chromium start(Path program) {
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        Browser browser = playwright
                .chromium()
                .launch(new LaunchOptions()
                        .setExecutablePath(program)
                        // Containers run as root, and their /dev/shm is small.
                        .setArgs(List.of("--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu")));
        return new Chromium(playwright, browser);
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
