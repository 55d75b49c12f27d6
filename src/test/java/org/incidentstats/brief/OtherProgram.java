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
public final class OtherProgram {

    private OtherProgram() {}

    public static boolean installed(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(java.io.File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    /** The file as LibreOffice converts it to another format. */
    public static Path convert(Path file, String format, Path folder) throws IOException, InterruptedException {
        Path out = Files.createDirectories(folder.resolve("converted"));
        libreOffice(folder, "--convert-to", format, "--outdir", out.toString(), file.toString());
        String name = file.getFileName().toString().replaceFirst("\\.[^.]*$", "." + format);
        assertTrue(Files.exists(out.resolve(name)), () -> "LibreOffice cannot open " + file);
        return out.resolve(name);
    }

    /**
     * The workbook after LibreOffice has opened, edited and saved it.
     *
     * @param edit statements of LibreOffice Basic about the document {@code book}
     */
    public static Path edit(Path workbook, String edit, Path folder) throws IOException, InterruptedException {
        // The first start makes the profile, and would overwrite a macro in it
        libreOffice(folder, "--terminate_after_init");
        Path saved = folder.resolve("edited.xlsx");
        Files.writeString(
                folder.resolve("profile/user/basic/Standard/Module1.xba"),
                """
                <?xml version="1.0" encoding="UTF-8"?>
                <script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1"
                  script:language="StarBasic"><![CDATA[
                Sub Edit(source As String, target As String)
                  Dim options(0) As New com.sun.star.beans.PropertyValue
                  options(0).Name = "Hidden"
                  options(0).Value = True
                  book = StarDesktop.loadComponentFromURL(source, "_blank", 0, options())
                %s
                  options(0).Name = "FilterName"
                  options(0).Value = "Calc MS Excel 2007 XML"
                  book.storeToURL(target, options())
                  book.close(True)
                End Sub

                Sub Move(sheet, origin As String, target As String)
                  sheet.moveRange(sheet.getCellRangeByName(target).getCellByPosition(0, 0).CellAddress, _
                    sheet.getCellRangeByName(origin).RangeAddress)
                End Sub
                ]]></script:module>
                """
                        .formatted(edit));
        libreOffice(folder, "macro:///Standard.Module1.Edit(%s,%s)".formatted(workbook.toUri(), saved.toUri()));
        assertTrue(Files.exists(saved), () -> "LibreOffice cannot edit " + workbook);
        return saved;
    }

    private static void libreOffice(Path folder, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                "libreoffice",
                "--headless",
                "-env:UserInstallation=" + folder.resolve("profile").toUri()));
        command.addAll(List.of(arguments));
        run(folder, command.toArray(String[]::new));
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
