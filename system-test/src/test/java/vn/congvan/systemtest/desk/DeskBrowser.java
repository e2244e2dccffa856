package vn.congvan.systemtest.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.Keys;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.TakesScreenshot;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.WebDriverWait;

import vn.congvan.systemtest.Browser;

/** One person's browser at the desk, with nothing remembered from before. */
public final class DeskBrowser implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Browser browser = Browser.open();
    private final WebDriver driver = browser.driver();
    private final JavascriptExecutor scripts = (JavascriptExecutor) driver;
    private final URI node;

    public DeskBrowser(URI node) {
        this.node = node;
        driver.manage().timeouts().pageLoadTimeout(PATIENCE).scriptTimeout(PATIENCE);
    }

    public void open(String path) {
        driver.get(node.resolve(path).toString());
    }

    /** Logs in on the login page, which must be shown. */
    public void logIn(String user, String password) {
        type(By.id("login:user"), user);
        type(By.id("login:password"), password);
        follow(By.id("login:enter"));
    }

    /** Path and query of the page that is shown. */
    String address() {
        URI uri = URI.create(driver.getCurrentUrl());
        return uri.getRawQuery() == null ? uri.getRawPath() : uri.getRawPath() + "?" + uri.getRawQuery();
    }

    /** What can be read on the page. */
    String text() {
        return driver.findElement(By.tagName("body")).getText();
    }

    String text(By where) {
        return find(where).getText();
    }

    String attribute(By where, String name) {
        return find(where).getDomAttribute(name);
    }

    boolean shows(By what) {
        return driver.findElements(what).stream().anyMatch(WebElement::isDisplayed);
    }

    public List<String> texts(By where) {
        return driver.findElements(where).stream().map(WebElement::getText).toList();
    }

    void click(By where) {
        WebElement element = find(where);
        scripts.executeScript("arguments[0].scrollIntoView({block: 'center'})", element);
        element.click();
    }

    /** Clicks what leads to another page, or to this one anew, and waits until the old page is gone. */
    void follow(By where) {
        Object page = pageInstance(driver);
        click(where);
        // between two pages the driver may fail in ways that have no name of their own
        new WebDriverWait(driver, PATIENCE).ignoring(WebDriverException.class)
                .withMessage(() -> where + " led nowhere from " + driver.getCurrentUrl())
                .until(d -> !page.equals(pageInstance(d)));
    }

    /** Differs for each page that was loaded, be it the same one. */
    private static Object pageInstance(WebDriver driver) {
        return ((JavascriptExecutor) driver).executeScript("return performance.timeOrigin");
    }

    void type(By where, String text) {
        WebElement field = find(where);
        field.clear();
        field.sendKeys(text);
    }

    /** Chooses a file. */
    void type(By where, Path file) {
        find(where).sendKeys(file.toAbsolutePath().toString());
    }

    /** Presses Tab and says what then has the focus: its id, or else its text. */
    String tab() {
        driver.switchTo().activeElement().sendKeys(Keys.TAB);
        WebElement focused = driver.switchTo().activeElement();
        String id = focused.getDomAttribute("id");
        return id == null || id.isEmpty() ? focused.getText() : id;
    }

    /** Whether what has the focus is marked so that it can be seen. */
    boolean focusIsVisible() {
        return (Boolean) scripts.executeScript(
                "const s = getComputedStyle(document.activeElement); return s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2");
    }

    /** What the node answers a script of this page, with this person's session. */
    public long fetchStatus(String path) {
        return (Long) scripts.executeAsyncScript(
                "const done = arguments[1]; fetch(arguments[0]).then(answer => done(answer.status))", path);
    }

    Object run(String script, Object... arguments) {
        return scripts.executeScript(script, arguments);
    }

    /** A phone's width. */
    void narrow() {
        driver.manage().window().setSize(new Dimension(390, 844));
    }

    /** What the browser complained of since the last call: scripts it would not run, files it did not get. */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream().map(entry -> entry.getMessage())
                .toList();
    }

    /** What is hard or impossible for somebody who cannot see, or has no mouse (WCAG 2.1 A and AA, and good practice). */
    List<?> barriers() {
        try (InputStream axe = DeskBrowser.class.getResourceAsStream("/axe.min.js")) {
            assertThat(axe).as("axe-core").isNotNull();
            scripts.executeScript(new String(axe.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return (List<?>) scripts.executeAsyncScript(
                """
                const done = arguments[0];
                axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'] }).then(
                  found => done(found.violations.map(v => v.id + ': ' + v.nodes.map(n => n.html).join(' | '))),
                  fault => done(['axe failed: ' + fault]));""");
    }

    /** Keeps the page as it is shown now, for people who look through the report. */
    void keep(String caption) {
        PageReport.add(caption, ((TakesScreenshot) driver).getScreenshotAs(OutputType.BYTES));
    }

    private WebElement find(By where) {
        return new WebDriverWait(driver, PATIENCE).ignoring(NoSuchElementException.class)
                .withMessage(() -> where + " on " + driver.getCurrentUrl()).until(d -> d.findElement(where));
    }

    @Override
    public void close() {
        browser.close();
    }
}
