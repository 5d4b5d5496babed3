"""The description of the file inside the file (XMP), equal to what its document information says."""

from datetime import UTC
from xml.sax.saxutils import escape

from interimcoo.exchange.blocks import Report
from interimcoo.exchange.pdf.kit import clean

_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreateDate>{moment}</xmp:CreateDate>
<xmp:ModifyDate>{moment}</xmp:ModifyDate>
<xmp:CreatorTool>{tool}</xmp:CreatorTool>
<pdf:Producer>{tool}</pdf:Producer>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""


def xmp(report: Report, title: str, tool: str) -> bytes:
    """The packet of a report."""
    return _PACKET.format(
        title=escape(title),
        author=escape(clean(report.author) or clean(report.organisation)),
        subject=escape(clean(report.subject)),
        language=escape(report.language),
        moment=report.frozen_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        tool=escape(tool),
    ).encode()
