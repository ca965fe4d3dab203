#include "engine/io/readers.h"
#include "engine/io/xes_attributes.h"
#include "engine/value/json.h"

#include <expat.h>
#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <type_traits>

namespace hindcast {

namespace {

constexpr std::size_t blockSize = 256UL * 1024;
/// How many bytes of a trace are held back for a name that follows its events.
constexpr std::size_t mostHeldBack = 64UL * 1024 * 1024;
/// What a trace says of itself is told with each of its events, so a long text would be written very often.
constexpr std::size_t mostTraceBytes = 1024UL * 1024;
/// Elements inside an element that is passed over; expat remembers each that is open.
constexpr int deepestSkipped = 1000;
/// What an attribute takes besides its texts, near enough: without it, empty ones would cost nothing.
constexpr std::size_t attributeOverhead = 64;
constexpr char namespaceSeparator = '\n';

struct HeldEvent {
    std::vector<XesAttribute> attributes;
    std::int64_t line = 0;
    std::int64_t column = 0;
};

/// Turns expat's calls into records. Elements that XES does not define, its extension, global and classifier
/// declarations included, are passed over with all they hold.
class XesReader {
public:
    XesReader(ByteSource& source, RecordSink& sink)
        : m_source(source)
        , m_sink(sink)
        , m_parser(XML_ParserCreateNS(source.isTranscoded() ? "UTF-8" : nullptr, namespaceSeparator))
    {
        XML_SetUserData(m_parser.get(), this);
        XML_SetElementHandler(m_parser.get(), &XesReader::onStart, &XesReader::onEnd);
        XML_SetCharacterDataHandler(m_parser.get(), &XesReader::onText);
        XML_SetEntityDeclHandler(m_parser.get(), &XesReader::onEntity);
        XML_SetParamEntityParsing(m_parser.get(), XML_PARAM_ENTITY_PARSING_NEVER);
    }

    Result<void> read()
    {
        std::string block;
        std::size_t given = 0;
        std::size_t wanted = blockSize;
        for (bool more = true; more;) {
            block.clear();
            while (more && block.size() < wanted) {
                Result<bool> got = m_source.read(block, wanted);
                if (!got) {
                    return got.error();
                }
                more = *got;
            }
            const XML_Status status =
                XML_Parse(m_parser.get(), block.data(), static_cast<int>(block.size()), more ? 0 : 1);
            if (m_fault) {
                return *m_fault;
            }
            if (m_stopped) {
                return {};
            }
            if (status != XML_STATUS_OK) {
                const XML_Error code = XML_GetErrorCode(m_parser.get());
                return faultHere(code == XML_ERROR_UNKNOWN_ENCODING
                        ? "this encoding is not read; UTF-8, UTF-16, ISO-8859-1 and US-ASCII are"
                        : XML_ErrorString(code));
            }
            // expat keeps what is no whole token yet and begins it anew with each block, so blocks double
            // with it.
            given += block.size();
            const XML_Index begun = XML_GetCurrentByteIndex(m_parser.get());
            const std::size_t kept = begun < 0 ? 0 : given - std::min(given, static_cast<std::size_t>(begun));
            if (kept > largestRecord) {
                return tooLong("a tag, text or comment", largestRecord);
            }
            wanted = std::max(blockSize, kept);
        }
        // Logs of other kinds have a <log> too. What XES does not know is passed over; a document that has
        // nothing else is none.
        return m_hasEvents || !m_foreign ? Result<void>() : *m_foreign;
    }

private:
    enum class Level : unsigned char { Outside, Log, Trace, Event };

    struct Freer {
        void operator()(XML_Parser parser) const { XML_ParserFree(parser); }
    };

    static void onStart(void* self, const XML_Char* name, const XML_Char** attributes)
    {
        static_cast<XesReader*>(self)->start(localName(name), attributes);
    }

    static void onText(void* self, const XML_Char* text, int length)
    {
        auto& reader = *static_cast<XesReader*>(self);
        if (reader.m_skipping == 0 && !reader.m_stopped && !reader.m_fault) {
            reader.m_attributes.text({text, static_cast<std::size_t>(length)});
            // What stands between the attributes is not kept.
            reader.count(reader.m_attributes.isOpen() ? static_cast<std::size_t>(length) : 0);
        }
    }

    static void onEnd(void* self, const XML_Char*) { static_cast<XesReader*>(self)->end(); }

    /// A log has no use for entities; refusing their declaration leaves nothing to expand or to fetch.
    static void onEntity(void* self,
        const XML_Char*,
        int,
        const XML_Char*,
        int,
        const XML_Char*,
        const XML_Char*,
        const XML_Char*,
        const XML_Char*)
    {
        static_cast<XesReader*>(self)->fail("the document declares entities, which are not read");
    }

    static std::string_view localName(std::string_view name)
    {
        const std::size_t separator = name.find(namespaceSeparator);
        return separator == std::string_view::npos ? name : name.substr(separator + 1);
    }

    Error faultHere(std::string reason) const
    {
        return {ErrorCode::BadXml, {std::move(reason)}, {m_source.name(), line(), column()}};
    }

    std::int64_t line() const { return static_cast<std::int64_t>(XML_GetCurrentLineNumber(m_parser.get())); }
    std::int64_t column() const
    {
        return static_cast<std::int64_t>(XML_GetCurrentColumnNumber(m_parser.get())) + 1;
    }

    /// The document is XML of another kind, which this element tells.
    Error otherXml(const std::string& sign) const
    {
        return {ErrorCode::NotALog,
            {"it is XML but not XES: " + sign, std::string(otherXmlAdvice)},
            {m_source.name(), line(), column()}};
    }

    void fail(std::string reason) { fail(faultHere(std::move(reason))); }

    void fail(Error error)
    {
        if (!m_fault && !m_stopped) {
            m_fault = std::move(error);
        }
        XML_StopParser(m_parser.get(), XML_FALSE);
    }

    Error tooLong(std::string_view what, std::size_t limit) const
    {
        return {ErrorCode::LimitExceeded,
            {fmt::format("{} is too long", what), fmt::format("{} bytes", limit)},
            {m_source.name(), line(), column()}};
    }

    void stop()
    {
        m_stopped = true;
        XML_StopParser(m_parser.get(), XML_FALSE);
    }

    void start(std::string_view element, const XML_Char** attributes)
    {
        if (m_stopped || m_fault) {
            return;
        }
        if (m_skipping > 0) {
            if (++m_skipping > deepestSkipped) {
                fail("elements are nested too deep");
            }
            return;
        }
        if (m_level == Level::Outside) {
            if (element != "log") {
                fail(otherXml(fmt::format("its root element is <{}>", element)));
            }
            m_level = Level::Log;
            return;
        }
        if (XesAttributes::isAttribute(element)) {
            startAttribute(element, attributes);
        } else if (element == "trace" && m_level == Level::Log && !m_attributes.isOpen()) {
            m_level = Level::Trace;
            m_hasEvents = true;
            m_traceBytes = 0;
            m_traceAttributes.clear();
            m_traceName.clear();
            ++m_traces;
        } else if (element == "event" && m_level != Level::Event && !m_attributes.isOpen()) {
            m_eventInTrace = m_level == Level::Trace;
            m_level = Level::Event;
            m_hasEvents = true;
            m_eventBytes = 0;
            m_event = {{}, line(), column()};
        } else {
            const bool declared = element == "extension" || element == "global" || element == "classifier";
            if (m_level == Level::Log && !declared && !m_foreign && !m_attributes.isOpen()) {
                m_foreign = otherXml(
                    fmt::format("its root element is <log>, but in it stands <{}>, no <trace>", element));
            }
            m_skipping = 1;
        }
    }

    void startAttribute(std::string_view element, const XML_Char** attributes)
    {
        std::string_view key;
        std::optional<std::string_view> value;
        for (; attributes[0] != nullptr; attributes += 2) {
            const std::string_view name = attributes[0];
            if (name == "key") {
                key = attributes[1];
            } else if (name == "value") {
                value = attributes[1];
            }
        }
        if (!m_attributes.open(element, key, value)) {
            fail("attributes are nested too deep");
        }
        count(key.size() + value.value_or(std::string_view()).size() + attributeOverhead);
    }

    /// Keeps what is held of the log, the trace and the event in bounds.
    void count(std::size_t bytes)
    {
        std::size_t& held = m_level == Level::Event ? m_eventBytes
            : m_level == Level::Trace               ? m_traceBytes
                                                    : m_logBytes;
        held += bytes;
        const bool ofTrace = m_level == Level::Trace;
        const std::size_t limit = ofTrace ? mostTraceBytes : largestRecord;
        if (held > limit && !m_fault) {
            m_fault = tooLong(ofTrace ? "what a trace says of itself" : "what an event says", limit);
            XML_StopParser(m_parser.get(), XML_FALSE);
        }
    }

    void end()
    {
        if (m_stopped || m_fault) {
            return;
        }
        if (m_skipping > 0) {
            --m_skipping;
            return;
        }
        if (m_attributes.isOpen()) {
            if (std::optional<XesAttribute> attribute = m_attributes.close()) {
                keep(std::move(*attribute));
            }
            return;
        }
        switch (m_level) {
        case Level::Event:
            m_level = m_eventInTrace ? Level::Trace : Level::Log;
            endEvent();
            break;
        case Level::Trace:
            nameTrace();
            m_level = Level::Log;
            break;
        case Level::Log:
        case Level::Outside:
            m_level = Level::Outside;
            break;
        }
    }

    void keep(XesAttribute attribute)
    {
        switch (m_level) {
        case Level::Event:
            m_event.attributes.push_back(std::move(attribute));
            break;
        case Level::Trace:
            if (attribute.key == "concept:name" && attribute.json != "\"\"") {
                m_traceName = attribute.json;
            }
            attribute.key.insert(0, "case:");
            m_traceAttributes.push_back(std::move(attribute));
            break;
        case Level::Log:
            attribute.key.insert(0, "log:");
            m_logAttributes.push_back(std::move(attribute));
            break;
        case Level::Outside:
            break;
        }
    }

    void endEvent()
    {
        if (!m_eventInTrace) {
            hand(m_event, {});
        } else if (!m_traceName.empty()) {
            handHeld();
            hand(m_event, m_traceAttributes);
        } else {
            m_heldBytes += sizeof(HeldEvent) + m_eventBytes;
            m_held.push_back(std::move(m_event));
            if (m_heldBytes > mostHeldBack) {
                nameTrace();
            }
        }
    }

    /// Settles on a name for the trace and hands on what waited for one.
    void nameTrace()
    {
        if (m_traceName.empty()) {
            m_traceName = fmt::format("\"case-{}\"", m_traces);
            m_traceAttributes.push_back({"case:concept:name", m_traceName});
        }
        handHeld();
    }

    void handHeld()
    {
        for (const HeldEvent& held : m_held) {
            hand(held, m_traceAttributes);
        }
        m_held.clear();
        m_heldBytes = 0;
    }

    void hand(const HeldEvent& event, const std::vector<XesAttribute>& trace)
    {
        if (m_stopped) {
            return;
        }
        m_members.clear();
        m_members.names.beginObject();
        addMembers(event.attributes);
        addMembers(trace);
        addMembers(m_logAttributes);
        m_members.names.endObject();
        const JsonSlice whole{{}, JsonKind::Object, false, false};
        if (!m_sink.record({whole, m_members, event.line, event.column, 0})) {
            stop();
        }
        m_logAttributes.clear();
    }

    void addMembers(const std::vector<XesAttribute>& attributes)
    {
        for (const XesAttribute& attribute : attributes) {
            m_members.list.push_back({attribute.key, sliceOf(attribute.json)});
            m_members.names.add(attribute.key);
        }
    }

    static JsonSlice sliceOf(std::string_view json)
    {
        JsonSlice slice{json, JsonKind::Number, false, false};
        switch (json.front()) {
        case '"':
            slice.kind = JsonKind::Text;
            slice.escapes = json.find('\\') != std::string_view::npos;
            break;
        case '{':
            slice.kind = JsonKind::Object;
            break;
        case '[':
            slice.kind = JsonKind::Array;
            break;
        case 't':
            slice.kind = JsonKind::True;
            break;
        case 'f':
            slice.kind = JsonKind::False;
            break;
        default:
            break;
        }
        return slice;
    }

    ByteSource& m_source;
    RecordSink& m_sink;
    std::unique_ptr<std::remove_pointer_t<XML_Parser>, Freer> m_parser;
    Level m_level = Level::Outside;
    int m_skipping = 0; ///< how deep inside an element that is passed over
    XesAttributes m_attributes;
    std::vector<XesAttribute> m_logAttributes; ///< not yet told by an event
    std::vector<XesAttribute> m_traceAttributes;
    std::string m_traceName; ///< as JSON
    std::int64_t m_traces = 0;
    HeldEvent m_event;
    bool m_eventInTrace = false;
    std::size_t m_logBytes = 0;
    std::size_t m_traceBytes = 0;
    std::size_t m_eventBytes = 0;
    std::vector<HeldEvent> m_held; ///< events whose trace has no name yet
    std::size_t m_heldBytes = 0;
    JsonMembers m_members;
    bool m_hasEvents = false; ///< or traces, which may be empty
    std::optional<Error> m_foreign; ///< for a document that has none: what it has instead
    std::optional<Error> m_fault;
    bool m_stopped = false;
};

} // namespace

Result<void> readXes(ByteSource& source, RecordSink& sink)
{
    return XesReader(source, sink).read();
}

} // namespace hindcast
