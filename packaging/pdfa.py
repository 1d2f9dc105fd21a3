"""What stands between our PDFs and PDF/A-1b, by a checker that is not ours: PDFBox preflight.

.venv/bin/python packaging/pdfa.py FILE.pdf ...

Needs a Java development kit and Debian's libpdfbox2-java, libjaxb-api-java, libactivation-java. For the makers, not for
the suite: PDF/A-1 forbids embedded files, and for PDF/A-3 there is no checker here, so no report claims either. Each
file is checked as it is, then its pages without data, with an old table of objects and the claim. Exits with 1 where
those pages are not valid.
"""

from __future__ import annotations

import io
import subprocess
import sys
import tempfile
from pathlib import Path

import pikepdf

_CHECK = """
import java.io.File;
import org.apache.pdfbox.preflight.*;
import org.apache.pdfbox.preflight.parser.PreflightParser;

public class Check {
  public static void main(String[] files) throws Exception {
    boolean good = true;
    for (String file : files) {
      PreflightParser parser = new PreflightParser(new File(file));
      parser.parse();
      try (PreflightDocument document = parser.getPreflightDocument()) {
        document.validate();
        System.out.println(file + (document.getResult().isValid() ? ": valid" : ": not valid"));
        for (ValidationResult.ValidationError error : document.getResult().getErrorsList())
          System.out.println("  " + error.getErrorCode() + " " + error.getDetails());
        good = good && document.getResult().isValid();
      }
    }
    System.exit(good ? 0 : 1);
  }
}
"""
_JARS = ("pdfbox2", "preflight", "xmpbox", "fontbox2", "commons-logging", "jaxb-api", "javax.activation")
_PDFA = b'xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"'
_CLAIM = b"<pdfaid:part>1</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>"
_LAST = b'xmlns:pdf="http://ns.adobe.com/pdf/1.3/">'


def main(files: list[Path]) -> int:
    """Prints what the checker says of each."""
    with tempfile.TemporaryDirectory() as place:
        source = Path(place) / "Check.java"
        source.write_text(_CHECK, "utf-8")
        _java(source, files)
        bare = [Path(place) / f"{file.stem}-without-data.pdf" for file in files]
        for file, out in zip(files, bare, strict=True):
            out.write_bytes(_without_data(file))
        return _java(source, bare)


def _java(source: Path, files: list[Path]) -> int:
    jars = ":".join(f"/usr/share/java/{name}.jar" for name in _JARS)
    done = subprocess.run(["java", "-cp", jars, source, *files], check=False, stderr=subprocess.DEVNULL)
    return done.returncode


def _without_data(file: Path) -> bytes:
    """The pages of a report as PDF/A-1 would have them; its seal no longer holds."""
    with pikepdf.open(file) as pdf:
        for name in ("/Names", "/AF"):
            if name in pdf.Root:
                del pdf.Root[name]
        said = pdf.Root.Metadata.read_bytes().replace(_LAST, _LAST[:-1] + b" " + _PDFA + b">" + _CLAIM)
        pdf.Root.Metadata = pikepdf.Stream(pdf, said, Type=pikepdf.Name.Metadata, Subtype=pikepdf.Name.XML)
        out = io.BytesIO()
        pdf.save(
            out, object_stream_mode=pikepdf.ObjectStreamMode.disable, force_version="1.4", fix_metadata_version=False
        )
    return out.getvalue()


if __name__ == "__main__":
    sys.exit(main([Path(name) for name in sys.argv[1:]]))
