package org.incidentstats.brief;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.incidentstats.brief.workbook.BriefWorkbook;
import org.incidentstats.vocabulary.Language;

/** The template that comes with the application, and what an analyst may make of it. */
public final class Templates {

    private Templates() {}

    public static byte[] own() {
        return own(Language.EN);
    }

    public static byte[] own(Language language) {
        try (InputStream in =
                BriefWorkbook.class.getResourceAsStream("/reports-templates/" + BriefWorkbook.templateName(language))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    public static byte[] edited(Consumer<XSSFWorkbook> edit) {
        try (XSSFWorkbook workbook = new XSSFWorkbook(new ByteArrayInputStream(own()));
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            edit.accept(workbook);
            workbook.write(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
