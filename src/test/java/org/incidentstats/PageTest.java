package org.incidentstats;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.Select;
import org.openqa.selenium.support.ui.WebDriverWait;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;

import static io.restassured.RestAssured.given;
import static java.util.stream.Collectors.toMap;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** The page in a real browser: it shows what the API answers, and leads to the incidents behind it. */
@QuarkusTest
class PageTest {

    private static final Path BROWSER = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final ObjectMapper JSON = new ObjectMapper();

    private static ChromeDriver browser;

    @TestHTTPResource("/")
    URI page;

    /** A problem is an answer with an error's status, which the browser writes into its console. */
    private boolean problemExpected;

    @BeforeAll
    static void open() throws Exception {
        assumeTrue(
                Files.isExecutable(BROWSER) && Files.isExecutable(DRIVER),
                "needs Chromium and its driver, Debian's packages chromium and chromium-driver");
        Path folder = Files.createDirectories(Path.of(System.getProperty("output.folder", "target")));
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        logs.enable(LogType.PERFORMANCE, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(BROWSER.toFile());
        options.addArguments(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--window-size=1280,1000",
                "--user-data-dir="
                        + Files.createTempDirectory(folder, "browser").toAbsolutePath());
        options.setCapability("goog:loggingPrefs", logs);
        // Both executables are named, so that Selenium looks for none and downloads none.
        browser = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(DRIVER.toFile())
                        .usingAnyFreePort()
                        .build(),
                options);
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.quit();
        }
    }

    @BeforeEach
    void forgetWhatWasLogged() {
        browser.manage().logs().get(LogType.BROWSER);
        browser.manage().logs().get(LogType.PERFORMANCE);
    }

    @AfterEach
    void raisesNoErrorAndAsksNobodyElse() {
        List<String> errors = browser.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(LogEntry::getMessage)
                .filter(message -> !(problemExpected && message.contains("status of 400")))
                .toList();
        assertEquals(List.of(), errors);
        Set<String> origins = new TreeSet<>();
        for (LogEntry entry : browser.manage().logs().get(LogType.PERFORMANCE)) {
            JsonNode message = parsed(entry.getMessage()).path("message");
            if (message.path("method").asText().equals("Network.requestWillBeSent")) {
                URI asked =
                        URI.create(message.at("/params/request/url").asText().replaceAll("[?#].*", ""));
                // The browser's own first tab is made of chrome: and data: addresses, which leave nobody's machine.
                if (Set.of("http", "https", "ws", "wss").contains(asked.getScheme())) {
                    origins.add(asked.getScheme() + "://" + asked.getAuthority());
                }
            }
        }
        assertEquals(Set.of(page.getScheme() + "://" + page.getAuthority()), origins);
    }

    @Test
    void showsTheNumbersOfTheApi() {
        open("?by=nationality&measure=killed&from=2019&to=2023");
        JsonNode answer = api("/v1/statistics?by=nationality&measure=events,killed&from=2019&to=2023");
        Map<String, String> labels = labels("nationality");
        Function<JsonNode, List<String>> numbers = row -> List.of(
                row.path("events").asText(),
                row.at("/killed/unknown").equals(row.path("events"))
                        ? "not known"
                        : row.at("/killed/best").asText());
        assertEquals(
                all(answer.path("rows")).stream()
                        .collect(toMap(row -> labels.get(row.path("nationality").asText()), numbers)),
                rows().stream().collect(toMap(row -> cells(row).get(0), row -> cells(row)
                        .subList(1, 3))));
        assertEquals(
                numbers.apply(answer.path("total")),
                cells(find("#table tfoot tr")).subList(1, 3));
    }

    @Test
    void showsARowForEachCombinationOfTwoDimensions() {
        open("?by=country,year");
        JsonNode answer = api("/v1/statistics?by=country,year");
        assertEquals(
                all(answer.path("rows")).stream()
                        .collect(toMap(
                                row -> "row:%s,%s"
                                        .formatted(
                                                row.path("country").asText(),
                                                row.path("year").asText()),
                                row -> row.path("events").asText())),
                findAll("#table tbody a[data-incidents]").stream()
                        .collect(toMap(link -> link.getAttribute("data-incidents"), WebElement::getText)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"year", "quarter", "month", "week", "day"})
    void showsPeriodsInTheOrderOfTimeAndOffersNoFilterOfThem(String grain) {
        open("?by=" + grain);
        List<String> inOrder = all(api("/v1/statistics?by=" + grain).path("rows")).stream()
                .map(row -> "row:" + row.path(grain).asText())
                .sorted()
                .toList();
        assertTrue(inOrder.size() > 3);
        assertEquals(
                inOrder,
                findAll("#table tbody a[data-incidents]").stream()
                        .map(link -> link.getAttribute("data-incidents"))
                        .toList());
        assertEquals(List.of(), findAll("#filters > [data-name='%s']".formatted(grain)));
    }

    @Test
    void drawsABarForEachRow() {
        open("?by=country");
        assertEquals(
                all(api("/v1/statistics?by=country").path("rows")).size(),
                findAll("#chart svg .bar").size());
        assertEquals("Incidents by country", find("#chart svg").getAccessibleName());
    }

    @Test
    void saysWhatIsUncertainInANumber() {
        open("?by=none&measure=killed");
        JsonNode killed = api("/v1/statistics?measure=killed").at("/total/killed");
        String said = find("#table tfoot").getText();
        assertTrue(said.contains("at least: only a minimum in %s incidents".formatted(killed.path("atLeast"))), said);
        assertTrue(said.contains("unknown in %s incidents".formatted(killed.path("unknown"))), said);

        open("?by=none&measure=perpetrators");
        JsonNode perpetrators = api("/v1/statistics?measure=perpetrators").at("/total/perpetrators");
        String range = "low %s, high %s".formatted(perpetrators.path("low"), perpetrators.path("high"));
        assertTrue(find("#table tfoot").getText().contains(range), range);
    }

    @Test
    void listsExactlyTheIncidentsBehindACount() {
        open("?by=country,category&from=2019");
        find("#table [data-incidents='row:TJK,attack']").click();
        awaitAnswer();
        JsonNode behind = api("/v1/events?country=TJK&category=attack&from=2019");
        assertTrue(behind.path("total").asInt() > 1);
        assertEquals(ids(behind), listed());
        JsonNode first = behind.at("/events/0");
        String shown = find("#incident-list > li").getText();
        assertTrue(shown.contains(first.path("title").asText()), shown);
        assertTrue(shown.contains(first.at("/sources/0/title").asText()), shown);
        assertTrue(shown.contains(labels("evidence").get(first.path("evidence").asText())), shown);
        assertEquals("incidents-heading", browser.switchTo().activeElement().getAttribute("id"));

        find("#incidents-close").click();
        awaitAnswer();
        assertFalse(find("#incidents").isDisplayed());
        assertEquals("row:TJK,attack", browser.switchTo().activeElement().getAttribute("data-incidents"));
    }

    @Test
    void listsTheIncidentsThatMayBelongToThePeriod() {
        open("?by=country&from=2022-04&to=2022-10");
        JsonNode possible = api("/v1/events?from=2022-04&to=2022-10&within=possible");
        WebElement link = find("#summary [data-incidents=possible]");
        assertEquals("%s incidents more".formatted(possible.path("total")), link.getText());
        link.click();
        awaitAnswer();
        assertEquals(ids(possible), listed());
    }

    @Test
    void saysAsMuchOfADateAsIsKnown() {
        open("?by=country&incidents=all");
        assertEquals("19 July 2025", dateOf("namangan-cell"));
        assertEquals("January 2024", dateOf("kerman-bombing"));
        for (JsonNode event : all(api("/v1/events").path("events"))) {
            switch (event.path("date").asText()) {
                case "2022" -> assertEquals("2022", dateOf(event.path("id").asText()));
                case "2022/2023" ->
                    assertEquals(
                            "Between 2022 and 2023", dateOf(event.path("id").asText()));
                case "2023-12~" ->
                    assertEquals("about December 2023", dateOf(event.path("id").asText()));
                default -> {}
            }
        }
    }

    @Test
    void restoresItsStateFromTheAddress() {
        open("?by=nationality,year&measure=arrested&category=enforcement,plot&from=2019&to=2024-06"
                + "&incidents=row:TJK,2020");
        assertEquals("arrested", chosen("measure"));
        assertEquals("nationality", chosen("by"));
        assertEquals("year", chosen("and-by"));
        assertEquals("2019", find("#from").getAttribute("value"));
        assertEquals("2024-06", find("#to").getAttribute("value"));
        assertEquals(
                List.of("enforcement", "plot"),
                findAll("#filters input:checked").stream()
                        .map(input -> input.getAttribute("value"))
                        .toList());
        assertEquals(
                ids(api("/v1/events?nationality=TJK&year=2020&category=enforcement,plot&from=2019&to=2024-06")),
                listed());
        assertEquals(
                page.resolve("/v1/statistics?by=nationality,year&measure=events,arrested&category=enforcement,plot"
                                + "&from=2019&to=2024-06")
                        .toString(),
                find("#request-url").getText());
    }

    @Test
    void answersAsOfAPastMoment() {
        open("?by=country&asOf=2020-01-01");
        assertEquals(List.of("Total", "0"), cells(find("#table tfoot tr")));
        assertTrue(find("#notes").getText().contains("As the record stood at 1 January 2020"));
        new Select(find("#by")).selectByValue("year");
        awaitAnswer();
        assertTrue(find("#request-url").getText().endsWith("by=year&measure=events&asOf=2020-01-01"));
    }

    @Test
    void goesBackToTheQuestionBefore() {
        open("?by=country");
        new Select(find("#by")).selectByValue("year");
        awaitAnswer();
        find("#filters [data-name=category] summary").click();
        find("#filters input[value=attack]").click();
        awaitAnswer();
        assertEquals(
                page.resolve("/v1/statistics?by=year&measure=events&category=attack")
                        .toString(),
                find("#request-url").getText());
        assertEquals(
                api("/v1/statistics?category=attack").at("/total/events").asText(),
                cells(find("#table tfoot tr")).get(1));

        browser.navigate().back();
        browser.navigate().back();
        until(() -> find("#answer-heading").getText().equals("Incidents by country"));
        awaitAnswer();
        assertEquals("country", chosen("by"));
        assertEquals(List.of(), findAll("#filters input:checked"));
        assertEquals(api("/v1/statistics?by=country").path("rows").size(), rows().size());
    }

    @Test
    void showsTheTextOfAProblem() {
        problemExpected = true;
        open("?by=country&country=<b>XXX</b>");
        JsonNode problem = parsed(given().urlEncodingEnabled(true)
                .queryParam("by", "country")
                .queryParam("country", "<b>XXX</b>")
                .get("/v1/statistics")
                .asString());
        String said = find("#problem").getText();
        assertTrue(said.contains(problem.path("title").asText()), said);
        assertTrue(said.contains(problem.path("detail").asText()), said);
        assertFalse(find("#answer").isDisplayed());
        assertEquals(List.of(), findAll("b"));

        find("#clear").click();
        awaitAnswer();
        assertFalse(find("#problem").isDisplayed());
        assertTrue(find("#answer").isDisplayed());
    }

    @Test
    void offersTheBriefOfTheNewestMonthThatHasIncidents() {
        open("");
        String newest = all(api("/v1/dimensions/month").path("values")).stream()
                .map(value -> value.path("code").asText())
                .filter(code -> code.matches("\\d{4}-\\d{2}"))
                .reduce((first, second) -> second)
                .orElseThrow();
        assertEquals(
                page.resolve("/v1/briefs/" + newest + "?format=xlsx").toString(),
                find("#brief-link").getAttribute("href"));
        new Select(find("#month")).selectByValue("2022-10");
        assertEquals(
                page.resolve("/v1/briefs/2022-10?format=xlsx").toString(),
                find("#brief-link").getAttribute("href"));
    }

    @Test
    void givesEveryControlAName() {
        open("?by=country&incidents=all");
        browser.executeScript("document.querySelectorAll('details').forEach(details => details.open = true)");
        List<String> nameless = new ArrayList<>();
        List<WebElement> controls = findAll("input, select, textarea, button, summary, a[href]");
        for (WebElement control : controls) {
            if (control.isDisplayed() && control.getAccessibleName().isBlank()) {
                nameless.add(control.getAttribute("outerHTML"));
            }
        }
        assertTrue(controls.size() > 50);
        assertEquals(List.of(), nameless);
    }

    @Test
    void fitsAPhone() {
        onScreen(390, () -> {
            open("?by=nationality,category&measure=perpetrators&incidents=all");
            assertEquals(390L, browser.executeScript("return document.scrollingElement.scrollWidth"));
            assertTrue((Boolean) browser.executeScript(
                    "const table = document.querySelector('#table'); return table.scrollWidth <= table.clientWidth"));
        });
    }

    @Test
    void showsTheMonthOfTheBriefWholeBesideAButtonOfTheSameHeight() {
        for (int width : List.of(1280, 390)) {
            onScreen(width, () -> {
                open("");
                int shown = find("#month").getSize().width;
                int height = find("#month").getSize().height;
                assertEquals(height, find("#brief-link").getSize().height, "at a width of " + width);
                browser.executeScript("document.querySelector('#month').style.width = 'max-content'");
                int needed = find("#month").getSize().width;
                assertTrue(shown >= needed, "%d of %d at a width of %d".formatted(shown, needed, width));
            });
        }
    }

    @Test
    void saysWhatItIsWithoutJavaScript() {
        try {
            browser.executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", true));
            browser.get(page.toString());
            String text = find("main").getText();
            assertTrue(text.contains("counts terrorism and counter-terrorism incidents"), text);
            assertTrue(find("noscript a[href='/v1/statistics?by=country&format=csv']")
                    .isDisplayed());
            assertTrue(
                    find("noscript a[href='/v1/events?format=csv&limit=1000']").isDisplayed());
            assertTrue(find("a[href='/q/swagger-ui']").isDisplayed());
            assertFalse(find("#question").isDisplayed());
        } finally {
            browser.executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", false));
        }
    }

    @Test
    void leadsOnlyToAddressesThatThereAre() {
        open("");
        for (String path :
                Set.of("/q/swagger-ui", "/q/openapi", "/v1/dimensions", "/v1/events?format=csv&limit=1000")) {
            assertTrue(find("#access a[href='%s']".formatted(path)).isDisplayed());
            given().get(path).then().statusCode(200);
        }
    }

    private static void onScreen(int width, Runnable test) {
        try {
            browser.executeCdpCommand(
                    "Emulation.setDeviceMetricsOverride",
                    Map.of("width", width, "height", 844, "deviceScaleFactor", 1, "mobile", width < 500));
            test.run();
        } finally {
            browser.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
        }
    }

    private void open(String query) {
        browser.get(page.resolve("/" + query.replace("<", "%3C").replace(">", "%3E"))
                .toString());
        awaitAnswer();
    }

    private void awaitAnswer() {
        until(() -> "false".equals(find("#explore").getAttribute("aria-busy")));
    }

    private static void until(BooleanSupplier condition) {
        new WebDriverWait(browser, PATIENCE).until(driver -> condition.getAsBoolean());
    }

    private static WebElement find(String css) {
        return browser.findElement(By.cssSelector(css));
    }

    private static List<WebElement> findAll(String css) {
        return browser.findElements(By.cssSelector(css));
    }

    private static List<WebElement> rows() {
        return findAll("#table tbody tr:not(.narrow)");
    }

    /** The first line of each cell: what is below it are remarks. */
    private static List<String> cells(WebElement row) {
        return row.findElements(By.cssSelector("th, td")).stream()
                .map(cell -> cell.getText().lines().findFirst().orElse(""))
                .toList();
    }

    private static List<String> listed() {
        return findAll("#incident-list > li").stream()
                .map(incident -> incident.getAttribute("data-event"))
                .toList();
    }

    private static String dateOf(String event) {
        return find("[data-event='%s'] dl > div:first-child dd".formatted(event))
                .getText();
    }

    private static String chosen(String id) {
        return find("#" + id).getAttribute("value");
    }

    private static List<String> ids(JsonNode events) {
        return all(events.path("events")).stream()
                .map(event -> event.path("id").asText())
                .toList();
    }

    private static Map<String, String> labels(String dimension) {
        return all(api("/v1/dimensions/" + dimension).path("values")).stream()
                .collect(toMap(value -> value.path("code").asText(), value -> value.path("label")
                        .asText()));
    }

    private static JsonNode api(String path) {
        return parsed(given().get(path).then().statusCode(200).extract().asString());
    }

    private static List<JsonNode> all(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    private static JsonNode parsed(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError(json, e);
        }
    }
}
