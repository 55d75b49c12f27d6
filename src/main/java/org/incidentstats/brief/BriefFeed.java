package org.incidentstats.brief;

import java.io.StringWriter;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

import org.incidentstats.brief.content.Briefs;
import org.incidentstats.brief.content.Scope;
import org.incidentstats.brief.words.BriefWords;
import org.incidentstats.brief.words.Phrase;
import org.incidentstats.platform.Format;
import org.incidentstats.statistics.Codebook;
import org.incidentstats.vocabulary.Language;

/** The briefs of a scope as a feed (Atom, RFC 4287), by which a reader learns of new ones. */
final class BriefFeed {

    private static final String ATOM = "http://www.w3.org/2005/Atom";

    private final BriefWords words;
    private final Language language;
    private final Function<String, URI> address;

    BriefFeed(Codebook codebook, Language language, Function<String, URI> address) {
        this.words = BriefWords.of(language, codebook);
        this.language = language;
        this.address = address;
    }

    /** @param self the path of the feed, with its query */
    String of(Scope scope, List<FrozenBrief> briefs, String self) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter feed = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            feed.writeStartDocument("utf-8", "1.0");
            feed.writeStartElement("feed");
            feed.writeDefaultNamespace(ATOM);
            feed.writeAttribute("xml:lang", language.code());
            element(feed, "id", address.apply(self).toString());
            element(feed, "title", "%s: %s".formatted(Phrase.TITLE.in(language), words.scope(scope)));
            element(
                    feed,
                    "updated",
                    briefs.stream()
                            .map(brief -> brief.moment().madeAt())
                            .max(Instant::compareTo)
                            .orElse(Instant.EPOCH)
                            .toString());
            feed.writeStartElement("author");
            element(feed, "name", BriefWords.AUTHOR);
            feed.writeEndElement();
            link(feed, "self", "application/atom+xml", address.apply(self));
            for (FrozenBrief brief : briefs) {
                entry(feed, brief);
            }
            feed.writeEndElement();
            feed.writeEndDocument();
            feed.flush();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
        return text.toString();
    }

    private void entry(XMLStreamWriter feed, FrozenBrief brief) throws XMLStreamException {
        String path = Briefs.path(brief.month(), brief.scope());
        String more = (brief.scope().everything() ? "?" : "&") + "lang=" + language.code() + "&format=";
        feed.writeStartElement("entry");
        element(feed, "id", "urn:uuid:" + brief.files());
        element(feed, "title", words.documentTitle(brief.month()));
        element(feed, "updated", brief.moment().madeAt().toString());
        element(feed, "summary", words.incidents(brief.incidents()) + ". " + words.moment(brief.moment()));
        link(feed, "alternate", "text/html", address.apply(path + more + Format.HTML.code()));
        link(feed, "enclosure", Format.XLSX_TYPE, address.apply(path + more + Format.XLSX.code()));
        feed.writeEndElement();
    }

    private static void link(XMLStreamWriter feed, String rel, String type, URI href) throws XMLStreamException {
        feed.writeEmptyElement("link");
        feed.writeAttribute("rel", rel);
        feed.writeAttribute("type", type);
        feed.writeAttribute("href", href.toString());
    }

    private static void element(XMLStreamWriter feed, String name, String text) throws XMLStreamException {
        feed.writeStartElement(name);
        feed.writeCharacters(text);
        feed.writeEndElement();
    }
}
