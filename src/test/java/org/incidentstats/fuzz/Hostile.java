package org.incidentstats.fuzz;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The grammar of hostile values. */
final class Hostile {

    /** In every text that an attacker would like to see where it does not belong. */
    static final String MARK = "f0rged";

    private static final int LONGEST_TEXT = 3_000;

    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "\t",
            MARK,
            "\n2026-01-01 00:00:00,000 ERROR [" + MARK + "] (main) all is lost",
            "\r\nX-Injected: " + MARK,
            "\u0000",
            MARK + "\u0000",
            "\u001b[31m" + MARK,
            "\u0085" + MARK + "\u2028",
            "\u202e" + MARK,
            "\u2066" + MARK + "\u200b",
            "\uffff" + MARK,
            "\ufffe",
            "\ud800",
            "\udc00" + MARK,
            "\ufeff" + MARK,
            "e\u0301" + MARK,
            "\ud83d\udc80" + MARK,
            "\u0661\u0662\u0663",
            "\uff11\uff12",
            "<img src=x onerror=" + MARK + ">",
            "</script><script>" + MARK + "</script>",
            "' or 1=1 -- " + MARK,
            "\";drop table events;--" + MARK,
            "=cmd|'/c " + MARK + "'!A1",
            "../../../../etc/passwd",
            "..%2f" + MARK,
            "${jndi:ldap://" + MARK + "}",
            "{{" + MARK + "}}",
            "{" + MARK + "}",
            "%s%n%d%x" + MARK,
            "%",
            "%25",
            "%0a" + MARK,
            ",",
            ",,,",
            "!",
            "!!" + MARK,
            "!,!",
            "*",
            "\\",
            "\"",
            "null",
            "true",
            "undefined",
            "[]",
            "{}",
            "a=b&c=d",
            ";" + MARK + "=1",
            "#" + MARK,
            "?",
            "//" + MARK,
            "unknown",
            "NaN",
            "Infinity");

    private static final List<String> NUMBERS = List.of(
            "0",
            "-0",
            "1",
            "-1",
            "+1",
            "01",
            "1.0",
            "1e3",
            "1e999",
            "0x10",
            "1_000",
            "1,5",
            "2147483647",
            "2147483648",
            "-2147483649",
            "9223372036854775807",
            "9223372036854775808",
            "999999999999999999999999999",
            "1000",
            "1001",
            "120",
            "121");

    private static final List<String> TIMES = List.of(
            "0000",
            "0001",
            "1899",
            "1900",
            "9999",
            "10000",
            "-2023",
            "+12023-01",
            "999999999",
            "2023",
            "2023-00",
            "2023-13",
            "2023-07",
            "2023-7",
            "2023-02-29",
            "2024-02-29",
            "2023-07-32",
            "9999-12-31",
            "0000-01-01",
            "2023-Q0",
            "2023-Q3",
            "2023-Q5",
            "9999-Q4",
            "2023-W00",
            "2023-W30",
            "2020-W53",
            "2023-W53",
            "9999-W52",
            "2023-07..2023-08",
            "2024-07-01T00:00:00Z",
            "2024-07-01T00:00:00",
            "2024-07-01T24:00:00Z",
            "2024-07-01T00:00:00+18:00",
            "2024-07-01T00:00:00+19:00",
            "2024-07-01T00:00:00.000000000Z",
            "+999999999-12-31T23:59:59.999999999+18:00",
            "-999999999-01-01T00:00:00-18:00",
            "0000-01-01T00:00:00Z",
            "1969-12-31T23:59:59Z",
            "9999-12-31T23:59:60Z");

    /** As they stand in an address: what no encoder would write. */
    private static final List<String> RAW = List.of(
            "%",
            "%ZZ",
            "%0",
            "%00",
            "%0a" + MARK,
            "%0d%0aX-Injected:%20" + MARK,
            "%C0%AF",
            "%ED%A0%80",
            "%FF%FE",
            "%E9",
            "%F4%90%80%80",
            "%u0041",
            "%2F" + MARK,
            "%2e%2e%2f",
            "%5c",
            "%3b" + MARK,
            ";" + MARK + "=1",
            "%25%30%61" + MARK,
            "a%20b",
            "a+b",
            "+",
            "%20",
            "%7f" + MARK,
            "%EF%BF%BF" + MARK,
            "%E2%80%AE" + MARK,
            "{id}",
            "|",
            "^",
            "`",
            "[" + MARK + "]",
            "\"",
            "<" + MARK + ">",
            "\u00e9",
            "'");

    private Hostile() {}

    static <T> T one(SplittableRandom random, List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    static boolean chance(SplittableRandom random, int percent) {
        return random.nextInt(100) < percent;
    }

    static String text(SplittableRandom random) {
        return switch (random.nextInt(10)) {
            case 0 -> MARK.repeat(1 + random.nextInt(LONGEST_TEXT / MARK.length()));
            case 1 -> one(random, NUMBERS);
            case 2 -> one(random, TIMES);
            case 3 -> anything(random, 1 + random.nextInt(20));
            case 4 -> many(random);
            default -> one(random, TEXTS);
        };
    }

    static String number(SplittableRandom random) {
        return one(random, NUMBERS);
    }

    static String time(SplittableRandom random) {
        return one(random, TIMES);
    }

    /** Many values behind commas. */
    private static String many(SplittableRandom random) {
        int values = 1 + random.nextInt(120);
        String value = chance(random, 50) ? "X" : one(random, TEXTS);
        return IntStream.range(0, values)
                .mapToObj(number -> value + number)
                .collect(Collectors.joining(","))
                .transform(text -> text.substring(0, Math.min(text.length(), LONGEST_TEXT)));
    }

    /** Characters of any kind, halves of pairs among them. */
    static String anything(SplittableRandom random, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append((char) (chance(random, 50) ? random.nextInt(0x100) : random.nextInt(0x10000)));
        }
        return text.toString();
    }

    /** What stands in an address for a value: mostly as a client encodes it, sometimes as none would. */
    static String inAddress(SplittableRandom random, String value) {
        return switch (random.nextInt(12)) {
            case 0 -> one(random, RAW);
            case 1 -> encoded(value) + one(random, RAW);
            case 2 -> one(random, RAW) + encoded(value);
            default -> encoded(value);
        };
    }

    static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
