package org.incidentstats.brief;

import java.nio.file.Files;
import java.nio.file.Path;

import org.incidentstats.brief.content.BriefContent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Programs other than Excel read the brief too. */
class OtherProgramsTest {

    private static final String PYTHON = "/usr/bin/python3";

    private static final String READ_WITH_OPENPYXL =
            """
            import sys, openpyxl
            book = openpyxl.load_workbook(sys.argv[1])
            print(sorted(t for sheet in book for t in sheet.tables))
            print(len(book['Summary']._charts))
            table = book['By country'].tables['ByCountry']
            rows = [[cell.value for cell in row] for row in book['By country'][table.ref]]
            print(len(rows) - 1, rows[1][1], int(rows[1][2]))
            print(sum(cell.data_type == 'f' for sheet in book for row in sheet.iter_rows() for cell in row))
            """;

    @TempDir
    Path folder;

    @Test
    void libreOfficePrintsTheSummaryOnOnePage() throws Exception {
        assumeTrue(OtherProgram.installed("libreoffice"), "LibreOffice is not installed");
        assumeTrue(OtherProgram.installed("pdftotext"), "pdftotext is not installed");
        Path pdf = OtherProgram.convert(brief(Contents.july()), "pdf", folder);
        String first = OtherProgram.run(folder, "pdftotext", "-f", "1", "-l", "1", "-layout", pdf.toString(), "-");
        assertTrue(first.contains("Terrorism and counter-terrorism incidents"), first);
        assertTrue(first.contains("July 2023"), first);
        assertTrue(first.contains("Countries, 12 months to July 2023"), first);
        assertTrue(first.contains("Made 5 August 2023, 07:00 UTC, of everything recorded by then"), first);
        String second = OtherProgram.run(folder, "pdftotext", "-f", "2", "-l", "2", "-layout", pdf.toString(), "-");
        assertTrue(second.contains("Incidents by country, July 2023"), second);
        assertTrue(second.contains("Netherlands"), second);
    }

    @Test
    void openpyxlFindsTheTablesTheChartsAndNoFormula() throws Exception {
        assumeTrue(Files.isExecutable(Path.of(PYTHON)), "there is no " + PYTHON);
        assumeTrue(
                new ProcessBuilder(PYTHON, "-c", "import openpyxl").start().waitFor() == 0,
                "openpyxl is not installed");
        String said = OtherProgram.run(
                folder,
                PYTHON,
                "-W",
                "ignore",
                "-c",
                READ_WITH_OPENPYXL,
                brief(Contents.july()).toString());
        assertEquals(
                """
                ['ByCountry', 'ByNationality', 'ByYear', 'CountriesAndNationalities', 'CountryRanking', 'Incidents',\
                 'NationalityRanking', 'Revisions', 'Trend']
                3
                5 TUR 1
                0
                """,
                said);
    }

    private Path brief(BriefContent content) throws Exception {
        return Files.write(folder.resolve("brief.xlsx"), Workbooks.own().write(content));
    }
}
