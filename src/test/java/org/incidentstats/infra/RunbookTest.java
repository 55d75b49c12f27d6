package org.incidentstats.infra;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

/** Every alarm has its section in the runbook, and what the runbook names is there. */
class RunbookTest {

    private static final Path FILE = Path.of("infra", "runbook.md");
    private static final String STACK = "${AWS::StackName}-";
    private static final Pattern SECTION = Pattern.compile("(?m)^## (.+)$");
    private static final Pattern LINK = Pattern.compile("]\\(#([a-z-]+)\\)");
    private static final Pattern FUNCTION = Pattern.compile("`(?:logs|invoke) ([a-z-]+)");
    private static final Pattern OUTPUT = Pattern.compile("output ([A-Z][A-Za-z0-9]+)");

    @Test
    void everyAlarmHasItsSectionAndEverySectionItsAlarm() throws Exception {
        assertEquals(List.of(), faults(Template.read(), Files.readString(FILE)));
    }

    @Test
    void noticesAnAlarmWithoutASection() throws Exception {
        String template = Files.readString(Template.FILE);
        String renamed = template.replace(
                "AlarmName: !Sub ${AWS::StackName}-long-tail", "AlarmName: !Sub ${AWS::StackName}-tail");
        assertNotEquals(template, renamed);
        assertEquals(2, faults(Template.parse(renamed), Files.readString(FILE)).size());
    }

    @Test
    void noticesASectionThatSaysNothingToDo() throws Exception {
        String runbook = Files.readString(FILE);
        String without = runbook.replaceFirst("\\*\\*Do\\.\\*\\*", "Do.");
        assertEquals(1, faults(Template.read(), without).size());
    }

    @Test
    void noticesACommandAboutNothing() throws Exception {
        String runbook = Files.readString(FILE);
        assertFalse(faults(Template.read(), runbook.replace("`invoke rebuild", "`invoke rebuilt"))
                .isEmpty());
        assertFalse(faults(Template.read(), runbook.replace("output DeadLettersUrl", "output DeadLetters"))
                .isEmpty());
        assertFalse(faults(Template.read(), runbook.replace("(#long-tail)", "(#tail)"))
                .isEmpty());
    }

    private static List<String> faults(Template template, String runbook) {
        List<String> faults = new ArrayList<>();
        Map<String, String> sections = sections(runbook);
        Set<String> alarms = template.resources("AWS::CloudWatch::Alarm").values().stream()
                .map(alarm -> template.text(alarm.at("/Properties/AlarmName")).replace(STACK, ""))
                .collect(Collectors.toCollection(TreeSet::new));
        alarms.stream()
                .filter(alarm -> !sections.containsKey(alarm))
                .forEach(alarm -> faults.add("No section: " + alarm));
        sections.forEach((name, text) -> {
            if (!alarms.contains(name)) {
                faults.add("No alarm: " + name);
            }
            for (String part : List.of("**Means.**", "**Look.**", "**Do.**")) {
                if (!text.contains("\n" + part + " ")) {
                    faults.add("%s does not say %s".formatted(name, part));
                }
            }
        });
        Set<String> functions = template.functions().values().stream()
                .map(function -> template.text(function.path("FunctionName")).replace(STACK, ""))
                .collect(Collectors.toSet());
        missing(faults, LINK, runbook, sections.keySet());
        missing(faults, FUNCTION, runbook, functions);
        missing(faults, OUTPUT, runbook, template.outputs());
        return faults;
    }

    private static void missing(List<String> faults, Pattern pattern, String runbook, Set<String> there) {
        pattern.matcher(runbook)
                .results()
                .map(match -> match.group(1))
                .filter(name -> !there.contains(name))
                .forEach(name -> faults.add("There is no " + name));
    }

    private static Map<String, String> sections(String runbook) {
        Map<String, String> sections = new HashMap<>();
        List<MatchResult> headings = SECTION.matcher(runbook).results().toList();
        for (int index = 0; index < headings.size(); index++) {
            int end = index + 1 < headings.size() ? headings.get(index + 1).start() : runbook.length();
            sections.put(
                    headings.get(index).group(1),
                    runbook.substring(headings.get(index).end(), end));
        }
        return sections;
    }
}
