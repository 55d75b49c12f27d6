package org.incidentstats.imports.file;

import java.io.InputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

import org.jspecify.annotations.Nullable;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.stax.WstxInputFactory;

/**
 * The elements of a part of a workbook, one after the other; names are without their namespaces, which differ between
 * the editions of the format. Nothing outside of the part is read, and no entity is followed.
 */
final class WorkbookXml implements AutoCloseable {

    /** The most elements within each other. */
    static final int DEEPEST = 100;

    private static final int MOST_ATTRIBUTES = 1_000;
    private static final int LONGEST_ATTRIBUTE = 100_000;

    private final XMLStreamReader reader;
    private final InputStream part;

    WorkbookXml(InputStream part) {
        this.part = part;
        try {
            // One for each part, since a factory keeps the names that it has read
            WstxInputFactory factory = new WstxInputFactory();
            factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
            factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
            factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_DEPTH, DEEPEST);
            factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTES_PER_ELEMENT, MOST_ATTRIBUTES);
            factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTE_SIZE, LONGEST_ATTRIBUTE);
            reader = factory.createXMLStreamReader(part);
        } catch (XMLStreamException e) {
            throw unreadable(e);
        }
    }

    /** Goes on to the start of the next element; false at the end. */
    boolean nextElement() {
        while (true) {
            int event = next();
            if (event == XMLStreamReader.START_ELEMENT) {
                return true;
            }
            if (event == XMLStreamReader.END_DOCUMENT) {
                return false;
            }
        }
    }

    /** Goes on to the next start of an element within the one of that name; false at its end. */
    boolean nextElementIn(String parent) {
        while (true) {
            int event = next();
            if (event == XMLStreamReader.START_ELEMENT) {
                return true;
            }
            if (event == XMLStreamReader.END_DOCUMENT
                    || event == XMLStreamReader.END_ELEMENT && name().equals(parent)) {
                return false;
            }
        }
    }

    String name() {
        return reader.getLocalName();
    }

    /** The attribute of that name; null if there is none. */
    @Nullable
    String attribute(String name) {
        return reader.getAttributeValue(null, name);
    }

    /** The attribute of that name in the namespace of relations, whichever edition's; null if there is none. */
    @Nullable
    String relation(String name) {
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            if (reader.getAttributeLocalName(i).equals(name)
                    && reader.getAttributeNamespace(i).endsWith("/relationships")) {
                return reader.getAttributeValue(i);
            }
        }
        return null;
    }

    /** Adds the text up to the end of the present element, as far as it fits. */
    void text(StringBuilder text, int longest) {
        for (int deeper = 0; deeper >= 0; ) {
            int event = next();
            if (event == XMLStreamReader.START_ELEMENT) {
                deeper++;
            } else if (event == XMLStreamReader.END_ELEMENT || event == XMLStreamReader.END_DOCUMENT) {
                deeper--;
            } else if (reader.hasText() && event != XMLStreamReader.COMMENT) {
                int take = Math.min(reader.getTextLength(), longest - text.length());
                if (take > 0) {
                    text.append(reader.getTextCharacters(), reader.getTextStart(), take);
                }
            }
        }
    }

    /** Adds the text of a rich text, without the readings that stand beside it, as far as it fits. */
    void richText(String element, StringBuilder text, int longest) {
        boolean reading = false;
        while (nextElementIn(element)) {
            reading = name().equals("rPh") || reading && !name().equals("r");
            if (name().equals("t") && !reading) {
                text(text, longest);
            } else if (name().equals("t")) {
                text(new StringBuilder(), 0);
                reading = false;
            }
        }
    }

    private int next() {
        try {
            int event = reader.next();
            if (event == XMLStreamReader.DTD || event == XMLStreamReader.ENTITY_REFERENCE) {
                throw new Unreadable("it defines entities, which no workbook needs");
            }
            return event;
        } catch (XMLStreamException e) {
            throw unreadable(e);
        }
    }

    private static Unreadable unreadable(XMLStreamException e) {
        return e.getNestedException() instanceof Unreadable limit ? limit : new Unreadable(e.getMessage(), e);
    }

    @Override
    public void close() {
        try {
            reader.close();
            part.close();
        } catch (XMLStreamException | java.io.IOException e) {
            throw new Unreadable(e.getMessage(), e);
        }
    }
}
