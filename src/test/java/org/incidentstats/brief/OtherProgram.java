package org.incidentstats.brief;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Programs of others that read workbooks. They run where they are installed. */
final class OtherProgram {

    private OtherProgram() {}

    static boolean installed(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(java.io.File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    /** The file as LibreOffice converts it to another format. */
    static Path convert(Path file, String format, Path folder) throws IOException, InterruptedException {
        Path out = Files.createDirectories(folder.resolve("converted"));
        run(
                folder,
                "libreoffice",
                "--headless",
                "-env:UserInstallation=" + folder.resolve("profile").toUri(),
                "--convert-to",
                format,
                "--outdir",
                out.toString(),
                file.toString());
        String name = file.getFileName().toString().replaceFirst("\\.[^.]*$", "." + format);
        assertTrue(Files.exists(out.resolve(name)), () -> "LibreOffice cannot open " + file);
        return out.resolve(name);
    }

    /** What the program writes; it must end well. */
    static String run(Path folder, String... command) throws IOException, InterruptedException {
        Path output = folder.resolve("output");
        Process process = new ProcessBuilder(new ArrayList<>(List.of(command)))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertTrue(process.waitFor(2, TimeUnit.MINUTES), () -> command[0] + " does not end");
        } finally {
            process.destroyForcibly();
        }
        String said = Files.readString(output);
        assertEquals(0, process.exitValue(), said);
        return said;
    }
}
