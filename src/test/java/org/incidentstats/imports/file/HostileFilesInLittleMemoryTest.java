package org.incidentstats.imports.file;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A process of 256 MB reads whatever is sent, or says why not. */
class HostileFilesInLittleMemoryTest {

    @TempDir
    Path folder;

    @Test
    void noFileFillsTheMemoryOrHoldsTheProcess() throws Exception {
        Path told = folder.resolve("told.txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-Djava.io.tmpdir=" + folder,
                        "-cp",
                        System.getProperty("java.class.path"),
                        HostileFilesProcess.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(told.toFile())
                .start();
        boolean ended = process.waitFor(15, TimeUnit.MINUTES);
        process.destroyForcibly();
        List<String> lines = Files.readAllLines(told);
        assertTrue(ended && process.exitValue() == 0, lines::toString);
        String unreadable = ": unreadable: The workbook cannot be read: ";
        String tag = "its part xl/worksheets/sheet1.xml has a tag of more than 1,000,000 bytes";
        assertEquals(
                String.join(
                        "\n",
                        "cell far away" + unreadable
                                + "row 2 has a cell ZZZZZZ2; a sheet has 16,384 columns, up to XFD",
                        "no sheet" + unreadable + "its part xl/worksheets/sheet1.xml is missing",
                        "no workbook" + unreadable + "it is a zip, and no workbook",
                        "long cell: 1 rows, 1 refused",
                        "long number: 1 rows, 1 refused",
                        "long formula: 1 rows, 1 refused",
                        "long comment: 0 rows, 0 refused",
                        "long attribute" + unreadable + "Maximum attribute size limit (100000) exceeded",
                        "long name" + unreadable + tag,
                        "long text between: 0 rows, 0 refused",
                        "deep elements" + unreadable + "Maximum Element Depth limit (100) Exceeded",
                        "long shared text: 1 rows, 1 refused",
                        "three million shared texts: 1 rows, 1 refused",
                        "five million shared texts" + unreadable + "it has more than 4,000,000 different texts",
                        "blanks without end" + unreadable
                                + "its part xl/worksheets/sheet1.xml unpacks to more than 100 times its size",
                        "long styles" + unreadable + "its part xl/styles.xml unpacks to more than 20,000,000 bytes",
                        "long cell of a CSV: unreadable: The row after the last one cannot be read as CSV: it is longer"
                                + " than 6,000,000 characters or 16,384 cells. Is a quote not closed?",
                        "long quoted cell of a CSV: unreadable: The row after the last one cannot be read as CSV: it is"
                                + " longer than 6,000,000 characters or 16,384 cells. Is a quote not closed?",
                        "a million columns: unreadable: The row after the last one cannot be read as CSV: it is longer"
                                + " than 6,000,000 characters or 16,384 cells. Is a quote not closed?",
                        "a header of a million columns: unreadable: The row after the last one cannot be read as CSV: it"
                                + " is longer than 6,000,000 characters or 16,384 cells. Is a quote not closed?",
                        "long line of NDJSON: 2 rows, 2 refused",
                        "deep JSON: 2 rows, 2 refused",
                        "long number of NDJSON: 2 rows, 2 refused"),
                String.join("\n", lines));
        assertEquals(
                List.of(told.getFileName().toString()),
                List.of(folder.toFile().list()),
                "nothing is left among the temporary files");
    }
}
