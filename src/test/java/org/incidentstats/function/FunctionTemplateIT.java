package org.incidentstats.function;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.incidentstats.infra.Template;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import com.fasterxml.jackson.databind.JsonNode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What {@code infra/template.yaml} says of functions is what {@code function.zip} holds and starts with. */
class FunctionTemplateIT {

    private static final Path ZIP = Path.of(System.getProperty("output.folder"), "function.zip");

    private static final Map<String, String> EXAMPLES = Map.of(
            "${PublicUrl}", "https://stats.example.org",
            "${TokenIssuer}", "https://issuer.example.org",
            "${TokenAudience}", "incident-statistics",
            "${TokenKeys}", "https://issuer.example.org/keys",
            "${MailFrom}", "Incident Statistics <briefs@stats.example.org>",
            "{{resolve:secretsmanager:${MailKeySecret}}}", Base64.getEncoder().encodeToString(new byte[32]));

    private static Template template;
    private static Path folder;

    @BeforeAll
    static void unpack() throws Exception {
        template = Template.read();
        folder = LambdaProcess.unpacked(ZIP);
    }

    @AfterAll
    static void delete() throws Exception {
        LambdaProcess.delete(folder);
    }

    static Stream<String> functions() throws Exception {
        return Template.read().functions().keySet().stream();
    }

    @Test
    void theZipIsWhereTheTemplateLooksForIt() throws Exception {
        for (JsonNode function : template.functions().values()) {
            Path there = Template.FILE.resolveSibling(function.path("CodeUri").asText());
            assertTrue(Files.isSameFile(ZIP, there), there::toString);
        }
    }

    @ParameterizedTest
    @MethodSource("functions")
    void everyFunctionStartsWithWhatTheTemplateTellsIt(String name) {
        JsonNode function = template.functions().get(name);
        Map<String, String> environment = new TreeMap<>();
        function.at("/Environment/Variables").properties().forEach(variable -> {
            String text = template.text(variable.getValue());
            environment.put(variable.getKey(), EXAMPLES.getOrDefault(text, text.replaceAll("[${}]", "")));
        });
        LambdaProcess.Start start = new LambdaProcess.Start(
                Path.of(System.getProperty("java.home")),
                folder,
                function.path("Handler").asText(),
                environment,
                Duration.ofSeconds(function.path("Timeout").asLong()));
        try (LambdaProcess process = start.started()) {
            assertEquals(-1, process.log().indexOf("ERROR"), process::log);
        }
    }
}
